"""The sheet that a unit fills in without a connection: sent out, and read when it comes back. What it would
change is shown first; one press records all of it.
"""

from __future__ import annotations

from conversations import helping, permission, roles
from conversations.administration.importing import XLSX
from conversations.answers import answering
from conversations.dossier import evidence
from conversations.events import FileCame, StoredFile
from conversations.messages import Attachment, Button, Message
from conversations.phrases import offline as words
from conversations.phrases.common import cut
from conversations.session import Sheet
from conversations.sheets import offline_plans, offline_telling, offline_verdicts, sheet_checks
from conversations.sheets.filled_sheets import FilledSheet
from conversations.sheets.offline_plans import Plan
from conversations.sheets.offline_telling import some
from conversations.showing import cards, items
from conversations.talk import Press, Talk, button, primary
from criteria.sheet_key import ANSWERS, VERDICTS
from scoring.facts import ActRefused

SHOWN = 12  # errors or changes named in one message
Row = tuple[Button, ...]


# --- out -----------------------------------------------------------------------------------------------


def send(talk: Talk, _argument: str = "") -> None:
    """``/phieu``: the sheet of one's own unit."""
    unit = talk.campaign.units.get(talk.unit)
    if refusal := _locked(talk):
        talk.show(Message(body=refusal, buttons=helping.way_on(talk)))
    elif unit is not None:
        name = words.NAME.format(unit=unit.code)
        sheet = Attachment(name=name, mime=XLSX, make=f"unit-sheet:{unit.code}")
        body = words.SENT.format(unit=unit.name)
        talk.say(Message(body=body, attachment=sheet, buttons=helping.way_on(talk)))


def _locked(talk: Talk) -> str:
    """Why nothing at all can be changed now; empty where something can."""
    every = items.walk(talk.criteria)
    refusals = [permission.refusal(talk, item) for item in every]
    return "" if not all(refusals) else refusals[0]


# --- in ------------------------------------------------------------------------------------------------


def sheet_came(talk: Talk, event: FileCame) -> None:
    """A sheet of ours came back: ask what it is meant for, or read verdicts."""
    filled, file = talk.desk.filled(event.file.sha256), event.file
    person = talk.person
    held = Sheet(
        sha256=file.sha256, name=file.name, mime=file.mime, size=file.size, caption=event.caption,
        item=event.item or talk.session.item,
    )  # fmt: skip
    if filled.key.get("kind") == VERDICTS and roles.has(talk, "reviewer"):
        talk.move(sheet=held)
        offline_verdicts.show(talk, filled)
    elif person is not None and person.unit():
        talk.move(sheet=held)
        rows = _choices(talk)[1:] if filled.trouble else _choices(talk)
        talk.say(Message(body=_question(talk, filled, file.name), buttons=rows))
    elif filled.key.get("kind") == ANSWERS:
        talk.say(
            Message(body=words.NOT_A_UNIT.format(unit=_unit_name(talk, filled)), buttons=helping.way_on(talk))
        )
    else:
        helping.file_not_expected(talk)


def _question(talk: Talk, filled: FilledSheet, name: str) -> str:
    if filled.trouble:
        return words.TROUBLE[filled.trouble]
    return words.ASK.format(unit=_unit_name(talk, filled), name=cut(name, 40))


def _unit_name(talk: Talk, filled: FilledSheet) -> str:
    unit = talk.campaign.units.get(filled.key.get("unit", ""))
    return unit.name if unit else words.UNKNOWN_UNIT


def _choices(talk: Talk) -> tuple[Row, ...]:
    """Read it, or keep it as evidence of the question that is open."""
    held = talk.session.sheet
    mark, item = (held.sha256[:12], held.item) if held else ("", "")
    open_ = items.exists(talk.criteria, item) and not items.is_info(item)
    label = words.KEEP_AT.format(code=items.code(talk.criteria, item)) if open_ else words.KEEP
    return ((primary(words.READ, "ofread", mark),), (button(label, "ofkeep", mark),), _leave())


def _leave() -> Row:
    return (button(words.LEAVE, "ofno"),)


def waiting(talk: Talk, mark: str) -> Sheet | None:
    """The sheet that waits, where the button is its own."""
    held = talk.session.sheet
    return held if held is not None and mark and held.sha256.startswith(mark) else None


def _keep(talk: Talk, mark: str, _version: str, _argument: str) -> None:
    """It is evidence after all."""
    held = waiting(talk, mark)
    if held is None:
        gone(talk)
        return
    talk.move(sheet=None)
    if held.item != talk.session.item and items.exists(talk.criteria, held.item):
        answering.open_item(talk, held.item)
    known = talk.event.model_dump(include={"chat", "key", "at", "nonce", "name"})
    file = StoredFile(sha256=held.sha256, name=held.name, mime=held.mime, size=held.size)
    evidence.file_came(talk, FileCame(**known, file=file, caption=held.caption))


def gone(talk: Talk) -> None:
    """A button of a sheet that is not waiting any more."""
    talk.show(Message(body=words.GONE, buttons=helping.way_on(talk)))


def _drop(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(sheet=None)
    talk.show(Message(body=words.LEFT, buttons=helping.way_on(talk)))


# --- what it would change ------------------------------------------------------------------------------


def refusal(talk: Talk, filled: FilledSheet) -> str:
    """Why the sheet is not this unit's of this round, or can't be read; empty where it can."""
    if told_ := sheet_checks.refusal(talk, filled, ANSWERS):
        return told_
    if filled.key["unit"] != talk.unit:
        return words.OTHER_UNIT.format(unit=_unit_name(talk, filled))
    return "" if offline_plans.fits(talk, filled) else words.ROWS_MOVED


def _read(talk: Talk, mark: str, _version: str, _argument: str) -> None:
    held = waiting(talk, mark)
    if held is None:
        gone(talk)
        return
    filled = talk.desk.filled(held.sha256)
    if why := refusal(talk, filled):
        if filled.key.get("unit", talk.unit) != talk.unit:
            talk.decree(ActRefused(act="ofread", why="scope"))
        talk.show(Message(body=why, buttons=(*_again(mark), *helping.way_on(talk))))
    else:
        _show(talk, mark, offline_plans.plan(talk, filled))


def _again(mark: str) -> tuple[Row, ...]:
    return ((button(words.KEEP, "ofkeep", mark), *_leave()),)


def _show(talk: Talk, mark: str, found: Plan, *leads: str) -> None:
    """Everything that would change, before anything is recorded."""
    if found.errors:
        body = [words.WRONG.format(count=len(found.errors)), *some(found.errors, words.AND_MORE, SHOWN)]
        talk.show(
            Message(body="\n".join([*body, words.WRONG_HOW]), buttons=(*_again(mark), *helping.way_on(talk)))
        )
        return
    unit = talk.campaign.units[talk.unit].name
    body = [*leads, *offline_telling.lines(talk, found, SHOWN)]
    rows = (
        ((primary(words.TAKE, "oftake", mark, "", found.mark),), _leave())
        if found.acts
        else helping.way_on(talk)
    )
    body += ["", words.ASK_TAKE] if found.acts else []
    talk.show(Message(title=words.TITLE.format(unit=unit), body="\n".join(body), buttons=rows))


# --- taken over ----------------------------------------------------------------------------------------


def _take(talk: Talk, mark: str, _version: str, argument: str) -> None:
    """Record all of it, where it is still what was shown."""
    held = waiting(talk, mark)
    if held is None:
        gone(talk)
        return
    filled = talk.desk.filled(held.sha256)
    if why := refusal(talk, filled):
        talk.show(Message(body=why, buttons=helping.way_on(talk)))
        return
    found = offline_plans.plan(talk, filled)
    if found.errors or found.mark != argument or not found.acts:
        _show(talk, mark, found, words.MEANWHILE, "")
        return
    record(talk, found)
    talk.move(sheet=None, place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
    talk.show(
        Message(
            body=offline_telling.taken(talk, found), footer=cards.footer(talk), buttons=helping.way_on(talk)
        )
    )


def record(talk: Talk, found: Plan) -> None:
    """The facts of the plan, on this talk."""
    for act in found.acts:
        talk.record(act.fact)  # type: ignore[arg-type]  # a plan has facts of submissions only


PRESSES: dict[str, Press] = {
    "ofread": _read,
    "ofkeep": _keep,
    "oftake": _take,
    "ofno": _drop,
}
