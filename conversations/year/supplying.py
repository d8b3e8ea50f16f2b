"""Figures that the authority itself holds, for all units at once: the sheet out, and the sheet back in."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import helping, roles
from conversations.administration.importing import XLSX
from conversations.answers import figures
from conversations.events import FileCame, FileRefused
from conversations.messages import Attachment, Button, Message
from conversations.phrases import administrator
from conversations.phrases import supplying as words
from conversations.phrases.common import cut
from conversations.talk import Press, Talk, button
from conversations.typed_words import leaves_off
from conversations.year import figure_lists
from scoring.claims import figure
from scoring.facts import FiguresSupplied, Unit
from scoring.values import SETTLED

SHOWN = 10  # errors or differences named in one message
LONGEST_SOURCE = 120  # characters

Found = Sequence[tuple[str, FiguresSupplied]]


def may_supply(talk: Talk, unit: str, item: str = "") -> bool:
    """Whether the person may supply figures of the unit (and criterion); never of their own unit."""
    if talk.person is None or talk.person.unit() == unit:
        return False
    return roles.administers(talk, unit) or talk.campaign.may(talk.person, "reviewer", unit, item)


def _units(talk: Talk) -> dict[str, Unit]:
    return {code: unit for code, unit in talk.campaign.units.items() if may_supply(talk, code)}


def ask(talk: Talk, _argument: str = "") -> None:
    """``/solieu``: send the sheet and wait for it to come back."""
    wanted = figure_lists.columns(talk.criteria)
    if refusal := _refusal(talk):
        talk.show(Message(body=refusal, buttons=helping.way_on(talk)))
        return
    talk.move(place="supplying", item="", entry={}, pending=None)
    sheet = Attachment(name=words.TEMPLATE_NAME, mime=XLSX, make=f"figures-template:{talk.session.person}")
    talk.say(Message(body=words.HOW.format(count=len(wanted)), attachment=sheet, buttons=_no()))


def _refusal(talk: Talk) -> str:
    stage = talk.campaign.stage
    if not figure_lists.columns(talk.criteria):
        return words.NONE_HELD_NOW if figure_lists.columns(talk.desk.whole) else words.NONE_HELD
    if stage in SETTLED:
        return words.OVER.format(stage=administrator.STAGES[stage])
    return "" if _units(talk) else words.NO_UNITS


def said(talk: Talk, text: str) -> None:
    """A text came where the sheet is awaited."""
    if leaves_off(text):
        _cancel(talk, "", "", "")
    else:
        talk.show(Message(body=words.WAITING, buttons=_no()))


def refused(talk: Talk, event: FileRefused) -> None:
    """A file that could not be taken came where the sheet is awaited."""
    talk.show(Message(body=words.REFUSED.format(name=cut(event.file_name, 40)), buttons=_no()))


def sheet_came(talk: Talk, event: FileCame) -> None:
    """The sheet came back: all of it is recorded, or nothing."""
    name = cut(event.file.name, 40)
    if _refusal(talk):
        talk.move(place="idle")
        ask(talk)
    elif event.table is None:
        talk.say(Message(body=words.UNREAD.format(name=name), buttons=_no()))
    else:
        _read(talk, event, event.table)


def _read(talk: Talk, event: FileCame, rows: figure_lists.Rows) -> None:
    table = figure_lists.parse(rows, talk.criteria, _units(talk))
    records = {line.unit: talk.submission(line.unit) for line in table.lines}
    source = cut(event.caption, LONGEST_SOURCE) or cut(event.file.name.rpartition(".")[0], LONGEST_SOURCE)
    found, wrong = figure_lists.facts(
        table, records, lambda unit, item: may_supply(talk, unit, item), source or event.file.name
    )
    errors = [*table.errors, *wrong]
    if errors:
        more = [words.AND_MORE.format(count=len(errors) - SHOWN)] if len(errors) > SHOWN else []
        told = [words.WRONG.format(name=cut(event.file.name, 40), count=len(errors)), *errors[:SHOWN], *more]
        talk.say(Message(body="\n".join(told), buttons=_no()))
    else:
        _record(talk, found, source)


def _record(talk: Talk, found: Found, source: str) -> None:
    differing = [line for unit, fact in found for line in _differences(talk, unit, fact)]
    for unit, fact in found:
        talk.record(fact, unit)
    talk.move(place="idle", entry={})
    told = [words.LOADED_SAME]
    if found:
        criteria, units = {fact.item for _, fact in found}, set(figure_lists.changed_units(found))
        told = [words.LOADED.format(criteria=len(criteria), units=len(units), source=source)]
    if differing:
        more = [words.AND_MORE.format(count=len(differing) - SHOWN)] if len(differing) > SHOWN else []
        told += ["", words.LOADED_DIFFER.format(count=len(differing)), *differing[:SHOWN], *more]
    talk.say(Message(body="\n".join(told), buttons=((button(words.AGAIN, "cmd", "solieu"),),)))


def _differences(talk: Talk, unit: str, fact: FiguresSupplied) -> list[str]:
    """Where the unit itself has written another figure; drafts are nobody else's business."""
    record = talk.submission(unit)
    own = record.claim(fact.item)
    if own is None or record.state in ("drafting", "signing"):
        return []
    criterion, name = talk.criteria.by_id[fact.item], talk.campaign.units[unit].name
    return [
        words.DIFFERS.format(
            unit=name, item=fact.item, supplied=figures.shown(criterion.input(key), text),
            own=figures.shown(criterion.input(key), own.values[key]),
        )
        for key, text in fact.values.items()
        if key in own.values and figure(own.values[key]) != figure(text)
    ]  # fmt: skip


def _no() -> tuple[tuple[Button, ...], ...]:
    return ((button(words.CANCEL, "supno"),),)


def _cancel(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(place="idle", entry={})
    talk.show(Message(body=words.CANCELLED, buttons=helping.way_on(talk)))


PRESSES: dict[str, Press] = roles.only_for(("administrator", "reviewer"), {"supno": _cancel})
