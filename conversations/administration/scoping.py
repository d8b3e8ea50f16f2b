"""Asks for a scope: blocks, units, criteria or a body, by buttons and typed codes. ``granting`` uses what
comes of it.

The choice so far stands in the session's ``pending``: ``act`` is what it is for, ``key`` the dimension that
is open (``b`` blocks, ``u`` units, ``c`` criteria, ``p`` bodies, empty: none), ``values`` who it is for and,
under the dimensions' letters, what is chosen (one a line).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from conversations import paging, roles, scopes
from conversations.messages import Button, Message, grid
from conversations.phrases import people
from conversations.phrases.common import cut
from conversations.review import finding
from conversations.session import Pending
from conversations.showing import items
from conversations.talk import Talk, button, number_in, primary
from criteria.vietnamese import fold
from scoring.facts import RoleName, Scope
from scoring.people import Role

PER_PAGE = 8
LONGEST_LABEL = 40
Row = tuple[Button, ...]
_FIELDS: Mapping[str, str] = {"b": "blocks", "u": "units", "c": "criteria"}


def begin(talk: Talk, act: str, values: Mapping[str, str], scope: Scope = Scope()) -> None:  # noqa: B008 - frozen
    """Ask for the scope of ``values["role"]`` for ``values["name"]``; ``act`` says what it is for."""
    chosen = {letter: "\n".join(getattr(scope, field)) for letter, field in _FIELDS.items()}
    pending = Pending(what="role", act=act, values={**values, **chosen, "p": scope.body})
    talk.move(place="scoping", pending=pending)
    show(talk)


def open_(talk: Talk) -> Pending | None:
    """What is being asked; None where nothing is."""
    pending = talk.session.pending if talk.session.place == "scoping" else None
    return pending if pending is not None and {"role", "name"} <= pending.values.keys() else None


def scope_of(pending: Pending) -> Scope:
    """What is chosen so far."""
    many = {field: tuple(_lines(pending, letter)) for letter, field in _FIELDS.items()}
    return Scope(**many, body=pending.values.get("p", ""))


def role_of(pending: Pending) -> RoleName:
    """The role that the scope is for."""
    wanted = pending.values["role"]
    return "administrator" if wanted == "administrator" else "reviewer"


def _lines(pending: Pending, letter: str) -> list[str]:
    return [line for line in pending.values.get(letter, "").split("\n") if line]


# --- what is shown -------------------------------------------------------------------------------------


def show(talk: Talk, *leads: str) -> None:
    """What is chosen so far, and the dimensions to choose by."""
    pending = open_(talk)
    if pending is None:
        _over(talk)
        return
    talk.move(pending=pending.model_copy(update={"key": ""}))
    scope = scope_of(pending)
    how = people.SCOPE_HOW_BODY if role_of(pending) == "administrator" else people.SCOPE_HOW
    now = people.SCOPE_NOW.format(scope=scopes.said(talk, scope)) if scope != Scope() else ""
    ways = [
        button(people.SCOPE_DIMENSIONS[letter], "sco", letter)
        for letter in _dimensions(talk, pending)
        if options(talk, letter)
    ]
    last = (button(people.SCOPE_ALL, "scall"),) if scope == Scope() else (primary(people.DONE, "scok"),)
    rows = (*grid(ways, 2), (*last, button(people.CANCEL, "adno")))
    body = "\n".join(line for line in (*leads, now, how) if line)
    talk.show(Message(title=people.SCOPE_ASK.format(name=pending.values["name"]), body=body, buttons=rows))


def _over(talk: Talk) -> None:
    """An old button, or a text that came too late: nothing is being chosen any more."""
    if talk.session.place == "scoping":
        talk.move(place="idle", pending=None)
    ways = (button(people.BACK_TO_PEOPLE, "pplist"), button(people.INVITE, "cmd", "moi"))
    talk.show(Message(body=people.SCOPE_OVER, buttons=(ways,)))


def _dimensions(talk: Talk, pending: Pending) -> str:
    if role_of(pending) == "administrator":
        return "p"
    return "pbuc" if scopes.parents(talk.campaign) else "buc"


def options(talk: Talk, letter: str) -> dict[str, str]:
    """What can be chosen: code and label, within what the person administers."""
    below = roles.units_below(talk)
    if letter == "b":
        return {unit.block: unit.block for unit in below if unit.block}
    if letter == "u":
        return {unit.code: unit.name for unit in below}
    if letter == "c":
        return {c.id: f"{items.code(talk.criteria, c.id)} {c.name}" for c in talk.criteria.criteria}
    own = roles.own_scope(talk) or Scope()
    return {
        code: name for code, name in scopes.parents(talk.campaign).items()
        if roles.within(talk.campaign, own, Scope(body=code))
    }  # fmt: skip


def _open_dimension(talk: Talk, letter: str, page: int, *leads: str) -> None:
    pending = open_(talk)
    if pending is None or letter not in _dimensions(talk, pending):
        show(talk)
        return
    talk.move(pending=pending.model_copy(update={"key": letter}))
    chosen = set(_lines(pending, letter))
    listed = paging.page(list(options(talk, letter).items()), page, PER_PAGE)
    rows: list[Row] = [
        (button(_label(code in chosen, label), "sct", letter, listed.number, mark(code)),)
        for code, label in listed.rows
    ]
    rows += [row for row in (listed.around("sco", letter),) if row]
    back = button(people.SCOPE_BACK, "sco")
    rows.append((primary(people.DONE, "scok"), back) if chosen else (back,))
    first = talk.criteria.criteria[0].id
    how = people.SCOPE_PICK[letter].format(example=items.code(talk.criteria, first))
    talk.show(Message(body="\n".join((*leads, how)), buttons=tuple(rows)))


def _label(ticked: bool, label: str) -> str:  # noqa: FBT001 - a tick is on or off
    return f"{people.TICKED if ticked else people.UNTICKED} {cut(label, LONGEST_LABEL)}"


def mark(code: str) -> str:
    """A short mark of a code, for buttons."""
    return hashlib.sha256(code.encode()).hexdigest()[:10]


def role_mark(role: Role) -> str:
    """A role in a button: which one it is, whatever its scope."""
    return mark(f"{role.name}/{role.unit}")


# --- what is pressed and typed -------------------------------------------------------------------------


def dimension_pressed(talk: Talk, letter: str, page: str, _argument: str) -> None:
    """A dimension, or another page of it; without one back to the overview."""
    if letter:
        _open_dimension(talk, letter, number_in(page))
    else:
        show(talk)


def ticked(talk: Talk, letter: str, page: str, argument: str) -> None:
    """One of the things to choose was pressed: it is added, or taken away."""
    pending = open_(talk)
    code = next((each for each in options(talk, letter) if mark(each) == argument), "")
    if pending is None or not code:
        show(talk)
        return
    _choose(talk, pending, letter, [code], toggle=True)
    _open_dimension(talk, letter, number_in(page))


def _choose(talk: Talk, pending: Pending, letter: str, codes: list[str], *, toggle: bool = False) -> None:
    """Add the codes (or change whether one is chosen), kept in the order of the list."""
    before = set(_lines(pending, letter))
    after = before ^ set(codes) if toggle else before | set(codes)
    if letter == "p":
        after -= before
    ordered = "\n".join(code for code in options(talk, letter) if code in after)
    talk.move(pending=pending.model_copy(update={"values": {**pending.values, letter: ordered}}))


def said(talk: Talk, text: str) -> None:
    """Codes or names, separated by commas: all of them are taken, or what is unknown is named."""
    pending = open_(talk)
    if pending is None:
        _over(talk)
        return
    letters = pending.key or _dimensions(talk, pending)
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", text) if piece.strip()]
    found = {piece: _meant(talk, letters, piece) for piece in pieces}
    unknown = [cut(piece, 30) for piece, meant in found.items() if meant is None]
    if unknown or not pieces:
        lead = people.SCOPE_UNKNOWN.format(typed=scopes.listed([f"“{each}”" for each in unknown]))
        _again(talk, pending, lead)
        return
    for letter, code in (meant for meant in found.values() if meant):
        _choose(talk, talk.session.pending or pending, letter, [code])
    show(talk)


def _again(talk: Talk, pending: Pending, lead: str) -> None:
    if pending.key:
        _open_dimension(talk, pending.key, 0, lead)
    else:
        show(talk, lead)


def _meant(talk: Talk, letters: str, piece: str) -> tuple[str, str] | None:
    """Dimension and code of a typed piece."""
    for letter in letters:
        known = options(talk, letter)
        same = [code for code, name in known.items() if fold(piece) in (fold(code), fold(name))]
        if not same and letter == "c" and (item := items.find(talk.criteria, piece)):
            same = [item]
        if not same and letter == "u":
            same = [u.code for u in finding.units(talk.campaign, piece) if u.code in known]
        if len(same) == 1:
            return letter, same[0]
    return None
