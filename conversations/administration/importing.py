"""The list of units: what is in it, and loading it from a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from conversations import roles, scopes
from conversations.administration import issuing, unit_lists
from conversations.administration.unit_rows import Known, RowError
from conversations.events import FileCame, FileRefused
from conversations.messages import Attachment, Button, Message
from conversations.phrases import administrator as words
from conversations.phrases import people
from conversations.phrases.common import cut
from conversations.talk import Talk, button, primary
from scoring import campaigns
from scoring.facts import Body, Scope, Unit, UnitsImported
from scoring.values import SETTLED

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 10  # units, errors or changes named in one message
KEPT_NAMES = 30  # contact officers remembered between loading and inviting


def units(talk: Talk, _argument: str = "") -> None:
    """How many units each block has, the first of them, and the way to load more."""
    every = roles.units_below(talk)
    blocks = Counter(unit.block for unit in every)
    told = [words.UNITS_BLOCK.format(block=name or words.NO_BLOCK, count=n) for name, n in blocks.items()]
    first = [words.UNITS_LINE.format(code=u.code, name=u.name) for u in every[:SHOWN]]
    more = [words.AND_MORE.format(count=len(every) - SHOWN)] if len(every) > SHOWN else []
    bodies = [body.name for body in talk.campaign.bodies.values()] if roles.whole(talk) else []
    above = [people.UNITS_BODIES.format(count=len(bodies), names=scopes.listed(bodies))] if bodies else []
    body = "\n".join([*told, *above, "", *first, *more]) if every else words.UNITS_NONE
    load = (button if every else primary)(words.LOAD, "adload")
    invite = (button(words.INVITE, "cmd", "moi"),) if every else ()
    talk.show(
        Message(
            title=words.UNITS_TITLE.format(count=len(every)),
            body=body,
            buttons=((load, *invite), (button(words.CAMPAIGN, "cmd", "kydanhgia"),)),
        )
    )


def ask_for_list(talk: Talk) -> None:
    """Send the template and wait for a file."""
    stage = talk.campaign.stage
    if stage in SETTLED:
        talk.show(Message(body=words.LOAD_OVER.format(stage=words.STAGES[stage]), buttons=_back()))
        return
    talk.move(place="importing", item="", entry={}, pending=None)
    template = Attachment(name=words.TEMPLATE_NAME, mime=XLSX, make="units-template")
    talk.say(Message(body=words.LOAD_HOW, attachment=template, buttons=((button(words.CANCEL, "adno"),),)))


def still_waiting(talk: Talk) -> None:
    """A text came where a file was awaited."""
    talk.show(Message(body=words.LOAD_WAITING, buttons=((button(words.CANCEL, "adno"),),)))


def refused(talk: Talk, event: FileRefused) -> None:
    """A file that could not be taken came where a list is awaited."""
    body = words.LOAD_REFUSED.format(name=cut(event.file_name, 40))
    talk.show(Message(body=body, buttons=((button(words.CANCEL, "adno"),),)))


def units_file(talk: Talk, event: FileCame) -> None:
    """A file came where a list was awaited: all of it is loaded, or nothing."""
    name = cut(event.file.name, 40)
    if talk.campaign.stage in SETTLED:
        talk.move(place="idle")
        ask_for_list(talk)
    elif event.table is None:
        cancel = ((button(words.CANCEL, "adno"),),)
        talk.say(Message(body=words.LOAD_UNREAD.format(name=name), buttons=cancel))
    else:
        _read(talk, name, event.table)


def _read(talk: Talk, name: str, table: unit_lists.Rows) -> None:
    known = Known(talk.campaign.units, talk.campaign.bodies)
    found = unit_lists.parse(table, known)
    errors = found.errors or _beyond(talk, found)
    if errors:
        _refuse(talk, name, errors)
    else:
        _load(talk, found, unit_lists.contacts(table, known))


def _beyond(talk: Talk, found: unit_lists.Listed) -> tuple[RowError, ...]:
    """What an administrator of a part may not load: anything that is not, or would not be, below."""
    own = roles.own_scope(talk)
    if own is None or own == Scope():
        return ()
    after = campaigns.apply(talk.campaign, UnitsImported(units=found.units, bodies=found.bodies))
    listed = [*(body.code for body in found.bodies), *(unit.code for unit in found.units)]
    codes = [code for code in listed if own.body not in after.above(code)]
    known = {*talk.campaign.units, *talk.campaign.bodies}
    codes += [code for code in listed if code in known and own.body not in talk.campaign.above(code)]
    return tuple(RowError(1, "not_below", code) for code in dict.fromkeys(codes))


def _refuse(talk: Talk, name: str, errors: tuple[RowError, ...]) -> None:
    told = [words.LOAD_WRONG.format(name=name, count=len(errors)), *(str(e) for e in errors[:SHOWN])]
    if len(errors) > SHOWN:
        told.append(words.LOAD_MORE.format(count=len(errors) - SHOWN))
    talk.say(Message(body="\n".join(told), buttons=((button(words.CANCEL, "adno"),),)))


def _load(talk: Talk, listed: unit_lists.Listed, contacts: Mapping[str, str]) -> None:
    known, found = talk.campaign.units, listed.units
    new = [unit for unit in found if unit.code not in known]
    changed = [unit for unit in found if unit.code in known and known[unit.code] != unit]
    bodies = [body for body in listed.bodies if talk.campaign.bodies.get(body.code) != body]
    told = [words.LOADED_SAME]
    if new or changed or bodies:
        told = [
            words.LOADED.format(
                count=len(found),
                new=len(new),
                changed=len(changed),
                same=len(found) - len(new) - len(changed),
            ),
            *(_change(talk, known[unit.code], unit) for unit in changed[:SHOWN]),
            *_bodies(talk, listed.bodies),
        ]
        talk.decree(UnitsImported(units=(*new, *changed), bodies=tuple(bodies)))
    talk.move(place="idle", entry={})
    _offer(talk, told, contacts)


def _bodies(talk: Talk, listed: tuple[Body, ...]) -> list[str]:
    known = talk.campaign.bodies
    new = sum(1 for body in listed if body.code not in known)
    changed = sum(1 for body in listed if body.code in known and known[body.code] != body)
    count = len(listed)
    return [people.LOADED_BODIES.format(count=count, new=new, changed=changed)] if count else []


def _change(talk: Talk, before: Unit, after: Unit) -> str:
    block, moved = before.block != after.block, before.parent != after.parent
    texts = []
    for unit in (before, after):
        parts = [unit.block if block else "", scopes.name(talk.campaign, unit.parent) if moved else ""]
        told = ", ".join(part for part in parts if part)
        texts.append(f"{unit.name} ({told})" if told else unit.name)
    return words.LOADED_CHANGED.format(code=after.code, before=texts[0], after=texts[1])


def _offer(talk: Talk, told: list[str], contacts: Mapping[str, str]) -> None:
    """Say what was loaded; where the list names contact officers, offer to invite them."""
    uninvited = set(issuing.uninvited(talk))
    names = {code: name for code, name in contacts.items() if code in uninvited}
    rows: tuple[tuple[Button, ...], ...] = ()
    ways = ((button(words.INVITE, "cmd", "moi"), button(words.CAMPAIGN, "cmd", "kydanhgia")),)
    if len(names) > KEPT_NAMES:
        told.append(words.LOADED_NAMES_MANY.format(count=len(names)))
    elif names:
        talk.move(entry=names)
        told.append(words.LOADED_NAMES.format(count=len(names)))
        rows = ((primary(words.INVITE_NAMED.format(count=len(names)), "adall", "named"),),)
    talk.say(Message(body="\n".join(told), buttons=(*rows, *ways)))


def _back() -> tuple[tuple[Button, ...], ...]:
    return ((button(words.UNITS, "cmd", "donvi"),),)
