"""The list of units: what is in it, and loading it from a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from conversations import issuing, unit_lists
from conversations.events import FileCame, FileRefused
from conversations.messages import Attachment, Button, Message
from conversations.phrases import administrator as words
from conversations.phrases.common import cut
from conversations.talk import Talk, button, primary
from scoring.facts import Unit, UnitsImported

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 10  # units, errors or changes named in one message
OVER = ("approved", "published", "appeals", "closed")
KEPT_NAMES = 30  # contact officers remembered between loading and inviting


def units(talk: Talk, _argument: str = "") -> None:
    """How many units each block has, the first of them, and the way to load more."""
    every = list(talk.campaign.units.values())
    blocks = Counter(unit.block for unit in every)
    told = [words.UNITS_BLOCK.format(block=name or words.NO_BLOCK, count=n) for name, n in blocks.items()]
    first = [words.UNITS_LINE.format(code=u.code, name=u.name) for u in every[:SHOWN]]
    more = [words.AND_MORE.format(count=len(every) - SHOWN)] if len(every) > SHOWN else []
    body = "\n".join([*told, "", *first, *more]) if every else words.UNITS_NONE
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
    if stage in OVER:
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
    if talk.campaign.stage in OVER:
        talk.move(place="idle")
        ask_for_list(talk)
    elif event.table is None:
        cancel = ((button(words.CANCEL, "adno"),),)
        talk.say(Message(body=words.LOAD_UNREAD.format(name=name), buttons=cancel))
    else:
        found, errors = unit_lists.parse(event.table, talk.campaign.units)
        if errors:
            _refuse(talk, name, errors)
        else:
            _load(talk, found, unit_lists.contacts(event.table))


def _refuse(talk: Talk, name: str, errors: list[unit_lists.RowError]) -> None:
    told = [words.LOAD_WRONG.format(name=name, count=len(errors)), *(str(e) for e in errors[:SHOWN])]
    if len(errors) > SHOWN:
        told.append(words.LOAD_MORE.format(count=len(errors) - SHOWN))
    talk.say(Message(body="\n".join(told), buttons=((button(words.CANCEL, "adno"),),)))


def _load(talk: Talk, found: list[Unit], contacts: Mapping[str, str]) -> None:
    known = talk.campaign.units
    new = [unit for unit in found if unit.code not in known]
    changed = [unit for unit in found if unit.code in known and known[unit.code] != unit]
    told = [words.LOADED_SAME]
    if new or changed:
        told = [
            words.LOADED.format(
                count=len(found),
                new=len(new),
                changed=len(changed),
                same=len(found) - len(new) - len(changed),
            ),
            *(_change(known[unit.code], unit) for unit in changed[:SHOWN]),
        ]
        talk.decree(UnitsImported(units=(*new, *changed)))
    talk.move(place="idle", entry={})
    _offer(talk, told, contacts)


def _change(before: Unit, after: Unit) -> str:
    texts = [f"{u.name} ({u.block})" if u.block and before.block != after.block else u.name
             for u in (before, after)]  # fmt: skip
    return words.LOADED_CHANGED.format(code=after.code, before=texts[0], after=texts[1])


def _offer(talk: Talk, told: list[str], contacts: Mapping[str, str]) -> None:
    """Say what was loaded; where the list names contact officers, offer to invite them."""
    uninvited = set(issuing.uninvited(talk))
    names = {code: name[:80] for code, name in contacts.items() if code in uninvited}
    rows: tuple[tuple[Button, ...], ...] = ()
    ways = ((button(words.INVITE, "cmd", "moi"), button(words.CAMPAIGN, "cmd", "kydanhgia")),)
    if names and len(names) <= KEPT_NAMES:
        talk.move(entry=names)
        told.append(words.LOADED_NAMES.format(count=len(names)))
        rows = ((primary(words.INVITE_NAMED.format(count=len(names)), "adall", "named"),),)
    talk.say(Message(body="\n".join(told), buttons=(*rows, *ways)))


def _back() -> tuple[tuple[Button, ...], ...]:
    return ((button(words.UNITS, "cmd", "donvi"),),)
