"""/nhatky: who did what to which criterion, and when, newest first; each fact in one sentence."""

from __future__ import annotations

from conversations import roles
from conversations.desk import JOURNAL_PAGE, Entry
from conversations.documents.sentences import DIGITS, Reader
from conversations.messages import Button, Message
from conversations.phrases import record as words
from conversations.phrases.common import WHICH_UNIT, cut
from conversations.review import finding
from conversations.showing import items
from conversations.talk import Press, Talk, button, number_in
from criteria.schema import CriteriaSet
from scoring.facts import ActRefused, Scope


def ledger_code(talk: Talk) -> str:
    """What a receipt names the journal by, as it was before this step: ``1234-ab12cd34ef56``."""
    return f"{talk.desk.seq}-{talk.desk.head[:DIGITS]}"


def ledger_line(code: str) -> str:
    """``Mã sổ: 1234-ab12cd34ef56``; empty where a dossier was handed in without a receipt."""
    return words.RECEIPT.format(code=code) if code else ""


# --- the list ------------------------------------------------------------------------------------------


def log(talk: Talk, argument: str = "") -> None:
    """The journal; ``01 3.2``, ``01`` and ``3.2`` narrow it to a unit, a criterion, or both."""
    unit, rest = finding.leading(talk.campaign, argument)
    item = _item(talk.criteria, rest) if rest else ""
    if unit is not None and (item or not rest):
        _page(talk, unit.code, item, 0)
    elif unit is None and (item or not rest):
        _page(talk, "", item, 0)
    else:
        _search(talk, argument)


def _item(criteria: CriteriaSet, typed: str) -> str:
    return typed if items.exists(criteria, typed) else items.find(criteria, typed)


def _search(talk: Talk, typed: str) -> None:
    """The argument may be a part of a unit's name."""
    found = finding.units(talk.campaign, typed)
    if len(found) == 1:
        _page(talk, found[0].code, "", 0)
        return
    body = (WHICH_UNIT if found else words.NO_SUCH).format(count=len(found), typed=cut(typed, 40))
    rows = tuple((button(cut(unit.name, 40), "adlog", "", "", unit.code),) for unit in found[:10])
    talk.show(Message(body=body, buttons=(*rows, (button(words.WHOLE, "cmd", "nhatky"),))))


def _pressed(talk: Talk, item: str, skip: str, unit: str) -> None:
    known = item if item and items.exists(talk.criteria, item) else ""
    there = unit if unit in talk.campaign.units else ""
    _page(talk, there, known, number_in(skip))


def _page(talk: Talk, unit: str, item: str, skip: int) -> None:
    campaign = talk.campaign
    if unit and not campaign.may(talk.person, "administrator", unit):
        talk.decree(ActRefused(act="/nhatky", why="scope"))
        body = words.NOT_FOR_YOU.format(unit=campaign.units[unit].name)
        talk.show(Message(body=body, buttons=((button(words.WHOLE, "cmd", "nhatky"),),)))
        return
    entries = talk.desk.journal(unit, item, skip)
    seen = [entry for entry in entries if _may_see(talk, entry)]
    reader = Reader(campaign, talk.criteria)
    lines = [reader.line(entry, with_unit=not unit) for entry in seen] or [
        words.NO_MORE if skip else words.NOTHING
    ]
    hidden = len(entries) - len(seen)
    talk.show(
        Message(
            title=_title(reader, unit, item),
            body="\n".join([*lines, *([words.HIDDEN.format(count=hidden)] if hidden else [])]),
            footer="" if unit or item else _how(talk),
            buttons=_around((unit, item, skip), more=len(entries) == JOURNAL_PAGE),
        )
    )


def _may_see(talk: Talk, entry: Entry) -> bool:
    """What happened to a unit is for those in whose scope it lies; the rest for whoever has no limits."""
    unit = entry.unit or getattr(entry.fact, "unit", "")
    if unit in talk.campaign.units:
        return talk.campaign.may(talk.person, "administrator", unit)
    held = talk.person.held("administrator") if talk.person else ()
    return any(role.scope == Scope() for role in held)


def _title(reader: Reader, unit: str, item: str) -> str:
    parts = [reader.unit(unit)] if unit else []
    parts += [reader.item(item)] if item else []
    return words.TITLE_OF.format(what=", ".join(parts)) if parts else words.TITLE


def _how(talk: Talk) -> str:
    unit = next(iter(talk.campaign.units), "01")
    return words.HOW.format(unit=unit, item=talk.criteria.criteria[0].id)


def _around(at: tuple[str, str, int], *, more: bool) -> tuple[tuple[Button, ...], ...]:
    unit, item, skip = at
    newer = button(words.NEWER, "adlog", item, max(skip - JOURNAL_PAGE, 0), unit)
    older = button(words.OLDER, "adlog", item, skip + JOURNAL_PAGE, unit)
    row = (*((newer,) if skip else ()), *((older,) if more else ()))
    whole = ((button(words.WHOLE, "cmd", "nhatky"),),) if unit or item else ()
    return (*((row,) if row else ()), *whole)


PRESSES: dict[str, Press] = roles.only_for(("administrator",), {"adlog": _pressed})
