"""The sheet on which a reviewer decides away from the chat: sent out, and read when it comes back."""

from __future__ import annotations

from conversations import helping, roles
from conversations.administration.importing import XLSX
from conversations.messages import Attachment, Button, Message
from conversations.phrases import offline as words
from conversations.phrases import reviewer as reviewer_words
from conversations.phrases.common import cut
from conversations.sheets import sheet_checks, verdict_plans, verdict_rows
from conversations.sheets.filled_sheets import FilledSheet
from conversations.sheets.offline_telling import some
from conversations.sheets.verdict_plans import Plan
from conversations.showing import items
from conversations.talk import Press, Talk, button, primary
from criteria.sheet_key import VERDICTS
from scoring.facts import ActRefused

SHOWN = 12  # errors or changes named in one message
OFFERED = 5  # dossiers that can be opened from one message
MOST = 5_000  # rows of a sheet; recording them takes a good second
Row = tuple[Button, ...]


# --- out -----------------------------------------------------------------------------------------------


def send(talk: Talk, argument: str = "") -> None:
    """``/phieuthamdinh``, with a code: that criterion only."""
    item = items.find(talk.criteria, argument) if argument else ""
    if argument and not item:
        body = reviewer_words.NO_SUCH_CODE.format(code=cut(argument, 20))
        talk.show(Message(body=body, buttons=helping.way_on(talk)))
        return
    count = verdict_rows.count(talk, item)
    if not count:
        talk.show(Message(body=words.NOTHING_TO_REVIEW, buttons=helping.way_on(talk)))
    elif count > MOST:
        talk.show(
            Message(
                body=words.TOO_MANY_ROWS.format(count=count, most=MOST, code=items.example(talk.criteria)),
                buttons=helping.way_on(talk),
            )
        )
    else:
        sheet = Attachment(
            name=words.VERDICT_NAME, mime=XLSX, make=f"verdict-sheet:{talk.session.person}:{item}"
        )
        units = len(verdict_rows.units(talk, item))
        talk.say(Message(body=words.VERDICT_SENT.format(units=units), attachment=sheet))


# --- in ------------------------------------------------------------------------------------------------


def refusal(talk: Talk, filled: FilledSheet) -> str:
    """Why the sheet is not taken as a whole; empty where it is read row by row."""
    return sheet_checks.refusal(talk, filled, VERDICTS)


def show(talk: Talk, filled: FilledSheet, *leads: str) -> None:
    """What would be recorded, before it is."""
    if why := refusal(talk, filled):
        talk.show(Message(body=why, buttons=helping.way_on(talk)))
        return
    found, held = verdict_plans.plan(talk, filled), talk.session.sheet
    if found.errors:
        body = [words.WRONG.format(count=len(found.errors)), *some(found.errors, words.AND_MORE, SHOWN)]
        talk.show(Message(body="\n".join([*body, words.WRONG_HOW]), buttons=helping.way_on(talk)))
        return
    body = [*leads, *lines(found, SHOWN)]
    rows: tuple[Row, ...] = helping.way_on(talk)
    if found.acts and held is not None:
        body += ["", words.ASK_TAKE_VERDICTS]
        take = primary(words.TAKE_VERDICTS, "ovtake", held.sha256[:12], "", found.mark)
        rows = ((take,), (button(words.LEAVE, "ovno"),))
    talk.show(Message(title=words.VERDICT_TITLE, body="\n".join(body), buttons=rows))


def lines(found: Plan, most: int) -> list[str]:
    """What would be recorded and what is left out, one line each."""
    counts, units = found.counts, len({act.subject for act in found.acts})
    told = [
        words.VERDICT_COUNTS.format(
            accepted=counts["answer_accepted"], adjusted=counts["answer_adjusted"],
            returned=counts["answer_returned"], units=units,
        )
    ] if found.acts else [words.NO_VERDICTS]  # fmt: skip
    told += some(found.changes, words.AND_MORE_VERDICTS, most)
    if found.left_out:
        told += ["", words.VERDICTS_LEFT_OUT, *some(found.left_out, words.AND_MORE_VERDICTS, most)]
    return told


def _take(talk: Talk, mark: str, _version: str, argument: str) -> None:
    """Record all of it, where it is still what was shown."""
    held = talk.session.sheet
    if held is None or not mark or not held.sha256.startswith(mark):
        talk.show(Message(body=words.GONE, buttons=helping.way_on(talk)))
        return
    filled = talk.desk.filled(held.sha256)
    found = Plan() if refusal(talk, filled) else verdict_plans.plan(talk, filled)
    if found.errors or not found.acts or found.mark != argument:
        show(talk, filled, words.MEANWHILE_VERDICTS, "")
        return
    if found.outside:
        talk.decree(ActRefused(act="ovtake", why="scope"))
    for act in found.acts:
        talk.record(act.fact, act.subject)  # type: ignore[arg-type]  # a plan has verdicts only
    talk.move(sheet=None)
    units = tuple(dict.fromkeys(act.subject for act in found.acts))
    body = words.TAKEN_VERDICTS.format(count=len(found.acts), units=len(units))
    opening = tuple((_dossier(talk, unit),) for unit in units[:OFFERED])
    talk.show(Message(body=body, buttons=(*opening, (button(reviewer_words.QUEUE, "rvq"),))))


def _dossier(talk: Talk, unit: str) -> Button:
    return button(reviewer_words.UNIT_TITLE.format(unit=cut(talk.campaign.units[unit].name, 40)), "rv", unit)


def _drop(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(sheet=None)
    talk.show(Message(body=words.LEFT_VERDICTS, buttons=helping.way_on(talk)))


PRESSES: dict[str, Press] = roles.only_for(("reviewer",), {"ovtake": _take, "ovno": _drop})
