"""What is left of a round that is over, its buttons and what was open in it: none reaches the new round."""

from __future__ import annotations

import re
from dataclasses import replace

from conversations import helping
from conversations.answers import answering
from conversations.messages import Message
from conversations.phrases import rounds as words
from conversations.showing import items
from conversations.talk import Talk, Turn
from criteria.due import Period

_MARK = "~"
_HARMLESS = (
    "cmd", "toc", "go", "skip", "back", "more", "example", "support", "rdsee", "rdopen", "rdno", "stop",
)  # fmt: skip
_WHATEVER_ROUND = (
    "idle", "joining", "importing", "supplying", "opening", "inviting", "scoping", "granting", "revoking",
    "handing",
)  # fmt: skip
"""Places whose next text has nothing to do with a round's submissions."""


def number_of(talk: Talk) -> int:
    """Which round of the campaign is running, from 1."""
    return max(len(talk.campaign.rounds), 1)


def marked(talk: Talk, turn: Turn) -> Turn:
    """The turn with the number of the round on its buttons, from the second round on: submissions of each
    round count their versions from 0, so that an old button would fit a new question.
    """
    number = number_of(talk)
    if number == 1:
        return turn
    mark = f"{_MARK}{number}"
    return replace(turn, messages=tuple(_with_mark(message, mark) for message in turn.messages))


def _with_mark(message: Message, mark: str) -> Message:
    rows = tuple(
        tuple(each.model_copy(update={"payload": each.payload + mark}) for each in row)
        for row in message.buttons
    )
    return message.model_copy(update={"buttons": rows})


def unmarked(payload: str) -> tuple[str, int]:
    """A payload without its mark, and the number of its round."""
    bare, _, number = payload.rpartition(_MARK)
    return (bare, int(number)) if bare and re.fullmatch("[0-9]{1,4}", number) else (payload, 1)


def is_old(talk: Talk, verb: str, number: int) -> bool:
    """Whether a button belongs to a round that is over and would change something."""
    return bool(talk.campaign.period) and number != number_of(talk) and verb not in _HARMLESS


def old_pressed(talk: Talk, item: str) -> None:
    """A button of a round that is over: the question as it stands now, where there is one."""
    period = Period.of(talk.campaign.period).name
    if talk.person is not None and talk.person.unit() and items.exists(talk.criteria, item):
        answering.open_item(talk, item, words.OLD_BUTTON.format(period=period))
    else:
        body = words.OLD_BUTTON_GONE.format(period=period)
        talk.show(Message(body=body, buttons=helping.way_on(talk)))


def begun_anew(talk: Talk) -> None:
    """The first event of a chat in a new round: what was open in the last one is not asked any more."""
    if talk.session.rounds == number_of(talk):
        return
    talk.move(rounds=number_of(talk))
    if talk.session.place not in _WHATEVER_ROUND:
        talk.move(place="idle", item="", version=0, entry={}, chosen=(), pending=None, tries=0)
