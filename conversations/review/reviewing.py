"""The reviewer's talk: from the queue into a dossier, and through its criteria."""

from __future__ import annotations

from collections.abc import Callable

from conversations import helping, roles
from conversations.messages import Message
from conversations.phrases import reviewer as words
from conversations.phrases.common import NO_SUCH_UNIT, WHICH_UNIT, cut
from conversations.review import (
    adjusting,
    dossiers,
    finding,
    finishing,
    inspecting,
    questioning,
    queueing,
    verdicts,
    walking,
)
from conversations.review.dossiers import Dossier
from conversations.showing import dossier_cards, items
from conversations.talk import Press, Talk, button, number_in
from scoring.facts import Unit

SHOWN = 10  # units offered in one list


# --- commands ------------------------------------------------------------------------------------------


def queue(talk: Talk, _argument: str = "") -> None:
    """What waits, the oldest submission first."""
    queueing.queue(talk)


def open_unit(talk: Talk, argument: str = "") -> None:
    """Open a dossier by the unit's code or name; without either, the one that is open."""
    if not argument and talk.session.unit in talk.campaign.units:
        open_dossier(talk, talk.session.unit)
    elif not argument:
        queueing.queue(talk)
    else:
        found = found_units(talk, argument)
        if len(found) == 1:
            open_dossier(talk, found[0].code)
        else:
            which(talk, argument, found)


def found_units(talk: Talk, typed: str) -> tuple[Unit, ...]:
    """The units meant, as far as the reviewer answers for them; one alone stays, to be refused by name."""
    found = finding.units(talk.campaign, typed)
    own = talk.person.unit() if talk.person else ""
    mine = tuple(u for u in found if roles.may_review(talk, u.code) or u.code == own)
    return mine or (found if len(found) == 1 else ())


def which(talk: Talk, typed: str, found: tuple[Unit, ...]) -> None:
    shown, text = found[:SHOWN], cut(typed, 40)
    if not found:
        talk.show(Message(body=NO_SUCH_UNIT.format(typed=text), buttons=dossiers.ways(talk)))
        return
    template = WHICH_UNIT if len(found) == len(shown) else words.WHICH_UNIT_MORE
    body = template.format(count=len(found), typed=text, shown=len(shown))
    talk.show(Message(body=body, buttons=tuple((button(cut(u.name, 40), "rv", u.code),) for u in shown)))


def open_dossier(talk: Talk, code: str) -> None:
    dossier = dossiers.opened(talk, code)
    if dossier is not None:
        inspecting.stay(talk, dossier, "")
        talk.show(dossier_cards.unit_card(dossier))


def open_criterion(talk: Talk, argument: str = "") -> None:
    """Open a criterion of the open dossier by its code; where none is open, the criterion in all units."""
    item = items.find(talk.criteria, argument) if argument else talk.session.item
    if argument and talk.session.unit not in talk.campaign.units:
        walking.find(talk, item, argument)
        return
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is None:
        return
    if item in talk.criteria.by_id:
        _show(talk, dossier, item)
    elif argument:
        _nearest(talk, dossier, argument)
    else:
        open_dossier(talk, dossier.code)


def _show(talk: Talk, dossier: Dossier, item: str) -> None:
    if item in dossier.scope:
        inspecting.show(talk, dossier, item, across=False)
    else:
        dossiers.refuse(talk, dossier.unit, item)


def _nearest(talk: Talk, dossier: Dossier, typed: str) -> None:
    near = [item for item in items.nearest(talk.criteria, typed) if item in dossier.scope]
    found = tuple(button(dossier.name(item), "rvi", item, "", dossier.code) for item in near)
    body = words.NO_SUCH_CODE.format(code=cut(typed, 20))
    talk.show(Message(body=body, buttons=(*((found,) if found else ()), *dossiers.ways(talk))))


def accept_unwarned(talk: Talk, argument: str = "") -> None:
    """Accept everything of the open dossier that has no warning, or the one criterion named."""
    if argument:
        on_item(talk, argument, verdicts.accept)
        return
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is not None:
        verdicts.accept_unwarned(talk, dossier)


def adjust(talk: Talk, argument: str = "") -> None:
    """Adjust the criterion that is open, or the one named."""
    on_item(talk, argument, adjusting.ask)


def return_(talk: Talk, argument: str = "") -> None:
    """Return the criterion that is open, or the one named."""
    on_item(talk, argument, verdicts.ask_return)


def finish(talk: Talk) -> None:
    """End the review of the open dossier; said again after being asked, it is done."""
    dossier, pending = dossiers.opened(talk, talk.session.unit), talk.session.pending
    if dossier is not None and pending is not None and pending.act == "finish":
        finishing.finish(talk, dossier, pending.key)
    elif dossier is not None:
        finishing.offer(talk, dossier)


def on_item(talk: Talk, argument: str, act: Callable[[Talk, Dossier, str, str], None]) -> None:
    """The criterion named, as it stands; or the open one, as it was shown."""
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is None:
        return
    named = items.find(talk.criteria, argument) if argument else ""
    item = named or talk.session.item
    if argument and not named:
        _nearest(talk, dossier, argument)
    elif item in talk.criteria.by_id and item not in dossier.scope:
        dossiers.refuse(talk, dossier.unit, item)
    elif item in talk.criteria.by_id:
        act(talk, dossier, item, dossier.stamp(item) if named else seen(talk))
    else:
        body = words.WHICH_ITEM.format(code=items.example(talk.criteria))
        talk.show(Message(body=body, buttons=dossiers.ways(talk)))


def seen(talk: Talk) -> str:
    """What the reviewer has seen of the open criterion."""
    return talk.session.pending.key if talk.session.pending else ""


# --- what is pressed -----------------------------------------------------------------------------------


def _queue_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    queueing.queue(talk, number_in(item))


def _unit_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    open_dossier(talk, item)


def open_across(talk: Talk, item: str, unit: str) -> None:
    """The criterion in one unit, on the walk through the units."""
    dossier = dossiers.at(talk, unit, item)
    if dossier is not None:
        inspecting.show(talk, dossier, item, across=True)


def _across_pressed(talk: Talk, item: str, version: str, _argument: str) -> None:
    """The criterion in all units; a page of the list."""
    if item not in talk.criteria.by_id:
        helping.unknown_button(talk)
    else:
        walking.listing(talk, item, number_in(version))


def _on(act: Callable[[Talk, Dossier, str, str], None]) -> Press:
    """A press on a criterion of a unit: item, stamp, unit."""

    def pressed(talk: Talk, item: str, version: str, argument: str) -> None:
        dossier = dossiers.at(talk, argument, item)
        if dossier is not None:
            act(talk, dossier, item, version)

    return pressed


def _with(act: Callable[[Talk, Dossier, str, str, str], None]) -> Press:
    """A press that carries more: item, stamp, unit=more."""

    def pressed(talk: Talk, item: str, version: str, argument: str) -> None:
        unit, _, more = argument.partition("=")
        dossier = dossiers.at(talk, unit, item)
        if dossier is not None:
            act(talk, dossier, item, version, more)

    return pressed


def _whole(act: Callable[[Talk, Dossier, str], None]) -> Press:
    """A press on a whole dossier."""

    def pressed(talk: Talk, _item: str, version: str, argument: str) -> None:
        dossier = dossiers.opened(talk, argument)
        if dossier is not None:
            act(talk, dossier, version)

    return pressed


PRESSES: dict[str, Press] = roles.only_for(
    ("reviewer",),
    {
        "rvq": _queue_pressed,
        "rv": _unit_pressed,
        "rvi": _on(lambda talk, dossier, item, _: inspecting.show(talk, dossier, item, across=False)),
        "rva": _across_pressed,
        "rvau": lambda talk, item, _, unit: open_across(talk, item, unit),
        "rvev": _on(inspecting.show_evidence),
        "rvask": _on(lambda talk, dossier, item, _: questioning.ask(talk, dossier, item)),
        "rvok": _on(verdicts.accept),
        "rvadj": _on(adjusting.ask),
        "rvset": _with(adjusting.choose),
        "rvamb": _with(adjusting.clear_up),
        "rvret": _on(verdicts.ask_return),
        "rvwhy": _with(verdicts.return_for),
        "rvall": _whole(lambda talk, dossier, _: verdicts.accept_unwarned(talk, dossier)),
        "rvsay": _whole(lambda talk, dossier, _: dossier_cards.show_remarks(talk, dossier)),
        "rvend": _whole(lambda talk, dossier, _: finishing.offer(talk, dossier)),
        "rvfin": _whole(finishing.finish),
    },
)
