"""Papers to take away: form, report, letter and notice of one's own unit, or of one that one looks after."""

from __future__ import annotations

from conversations import roles
from conversations.administration.importing import XLSX
from conversations.dossier import remarks
from conversations.messages import OWN, Attachment, Button, Message, grid
from conversations.phrases import papers as words
from conversations.review import coverifying
from conversations.showing import cards
from conversations.talk import Talk, button
from scoring.facts import ActRefused, RoleName
from scoring.review import was_handed_in

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EVERYBODY: tuple[RoleName, ...] = ("officer", "leader", "reviewer", "administrator")


def is_own(talk: Talk, argument: str) -> bool:
    """Whether somebody means their own unit: who has nothing else to take away always does."""
    unit = talk.person.unit() if talk.person else ""
    return bool(unit) and (argument == unit or not roles.has(talk, "reviewer", "administrator"))


def own(talk: Talk) -> None:
    """Offer the papers of the person's own unit."""
    code = talk.unit
    unit = talk.campaign.units[code]
    draft = not was_handed_in(talk.submission())
    body = f"{words.OWN}\n\n{words.OWN_DRAFT}" if draft else words.OWN
    shown = cards.rows(*rows(talk, code), remarks.ways(talk))
    talk.show(Message(title=words.OWN_TITLE.format(unit=unit.name), body=body, buttons=shown))


def rows(talk: Talk, unit: str, *, beside: str = "") -> tuple[tuple[Button, ...], ...]:
    """A button for each paper that there is, ``beside`` the one that is there already."""
    known = [kind for kind in words.BUTTONS if kind != beside]
    if unit not in talk.campaign.placings:
        known.remove("notice")
    made = [button(words.BUTTONS[kind], "paper", unit, "", kind) for kind in known]
    return grid(made, 2)


def _pressed(talk: Talk, code: str, _version: str, kind: str) -> None:
    unit = talk.campaign.units.get(code)
    if unit is None or kind not in words.BUTTONS or not _may_take(talk, code):
        talk.decree(ActRefused(act=f"paper {code[:32]}", why="scope"))
        talk.show(Message(body=words.NOT_YOURS))
    elif kind == "notice" and code not in talk.campaign.placings:
        talk.show(Message(body=words.NOT_PUBLISHED.format(unit=unit.name)))
    else:
        name, mime = words.NAMES[kind].format(unit=code), XLSX if kind == "form" else DOCX
        own = "" if coverifying.looks_after(talk, code) else OWN
        attachment = Attachment(name=name, mime=mime, make=f"{own}{kind}:{code}")
        others = rows(talk, code, beside=kind)
        talk.say(Message(body=words.SENT[kind].format(unit=unit.name), attachment=attachment, buttons=others))


def _may_take(talk: Talk, unit: str) -> bool:
    own_one = talk.person is not None and talk.person.unit() == unit
    return own_one or coverifying.looks_after(talk, unit)


PRESSES = roles.only_for(EVERYBODY, {"paper": _pressed})
