"""The evidence of one unit as a zip file, where it is small enough for a chat."""

from __future__ import annotations

from conversations import roles
from conversations.messages import Attachment, Button, Message
from conversations.phrases import archives as words
from conversations.phrases import common
from conversations.review import coverifying
from conversations.talk import Press, Talk, button
from scoring.facts import ActRefused

LARGEST = 45_000_000  # bytes; Telegram's bots send files of at most 50 MB
ZIP = "application/zip"


def offer(unit: str) -> tuple[tuple[Button, ...], ...]:
    """The button below a unit's form."""
    return ((button(words.OFFER, "adzip", unit),),)


def _pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    unit = talk.campaign.units.get(item)
    if unit is None:
        talk.show(Message(body=common.NO_SUCH_UNIT.format(typed=common.cut(item, 40))))
    elif not coverifying.looks_after(talk, item):
        talk.decree(ActRefused(act=f"evidence {item}", why="scope"))
        talk.show(Message(body=words.NOT_FOR_YOU.format(unit=unit.name)))
    else:
        _hand_over(talk, item, unit.name)


def _hand_over(talk: Talk, code: str, name: str) -> None:
    pieces = [each for held in talk.submission(code).evidence.values() for each in held if each.sha256]
    size = sum(each.size for each in pieces)
    said = {"unit": name, "count": len(pieces), "size": common.size(size)}
    if not pieces:
        talk.show(Message(body=words.NOTHING.format(unit=name)))
    elif size > LARGEST:
        talk.show(Message(body=words.TOO_LARGE.format(**said, most=common.size(LARGEST), code=code)))
    else:
        talk.say(Message(body=words.PACKING.format(**said)))
        made = Attachment(name=words.FILE.format(unit=code), mime=ZIP, make=f"evidence:{code}")
        talk.say(Message(body=words.HERE.format(unit=name), attachment=made))


PRESSES: dict[str, Press] = roles.only_for(("administrator", "reviewer"), {"adzip": _pressed})
