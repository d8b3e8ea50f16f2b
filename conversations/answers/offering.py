"""A button's words typed instead of pressed: its label, or yes and no to what was just asked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from conversations.answers import options
from conversations.messages import Button, Message
from conversations.phrases import common
from conversations.session import Session
from conversations.showing import items
from conversations.talk import Talk, Turn, parse_press
from conversations.typed_words import LEAVING_OFF, RIGHT, without_politeness
from conversations.year.past_rounds import unmarked
from criteria.vietnamese import fold

MOST = 24  # buttons of one message that are remembered

_AGREED = RIGHT | {"có", "co", "đồng ý", "dong y", "xác nhận", "xac nhan", "chắc chắn", "chac chan", "yes"}
_HEARD = frozenset(
    {"ok", "oke", "okay", "ừ", "u", "uh", "vâng", "vang", "dạ", "da", "dạ vâng", "phải", "được", "duoc"}
)
"""Also said by somebody who only means that the message was read: no yes to anything weighty."""
_ONWARD = frozenset({"ok", "sure", "keep", "cmd", "go", "rvok"})
"""Buttons that lead on from what was shown; any other yes answers a question about an act."""
_LIGHT = _ONWARD | {"explain", "submit", "withdraw", "drop", "ofread"}
"""What these do is done again, or undone, in one step."""
_REFUSED = LEAVING_OFF | {"khong", "ko", "no", "khoan", "chua"}
_NO = frozenset({"khong", "thoi", "huy", "chua", "go lai", "xem lai", "giu lai", "de sau"})
_WRITTEN = frozenset(
    {"explaining", "replying", "justifying", "ruling", "reasoning", "questioning", "refusing", "revoking"}
    | {"adjusting", "inviting", "granting", "handing", "assigning", "extending", "remarking"}
)
"""Places whose next text is somebody's own words, with a word of their own for leaving off."""
_COUNTED = re.compile(r"\s*\([0-9]+\)$")


def meant(talk: Talk, text: str) -> str:
    """The payload of the button of the last message that the text means; empty where it means none."""
    said, offered = without_politeness(text), talk.session.offered
    wanted = _label(said)
    if wanted in _REFUSED and talk.session.place in _WRITTEN:
        return ""
    labelled = {payload for label, payload in offered if _label(label) == wanted}
    if wanted and len(labelled) == 1:
        return labelled.pop()
    verb = _verb(talk.session.yes)
    if _is_answer(talk, said) and (not verb or verb in _ONWARD):
        return ""
    if said in _AGREED | _HEARD:
        return talk.session.yes if verb in _LIGHT or said in _AGREED else ""
    refusing = [payload for label, payload in offered if _label(label) in _NO]
    return refusing[0] if wanted in _REFUSED and len(refusing) == 1 else ""


def _is_answer(talk: Talk, said: str) -> bool:
    """Whether the open question itself may be answered with such a word."""
    item = talk.session.item
    if talk.session.place != "question" or talk.session.pending is not None:
        return False
    criterion = talk.criteria.by_id.get(item) if items.exists(talk.criteria, item) else None
    if criterion is None or said not in RIGHT:
        return True
    return bool(options.match(criterion, said)) or any(each.type == "yes_no" for each in criterion.inputs)


def remembered(turn: Turn) -> Turn:
    """The turn whose session knows the buttons of the last thing that was said to this chat."""
    own = [message for message in turn.messages if not message.to]
    shown = next((message for message in reversed(own) if message.buttons), None)
    if shown is None:
        return turn
    return replace(turn, session=_with(turn.session, shown))


def _with(session: Session, shown: Message) -> Session:
    every = [each for row in shown.buttons for each in row]
    offered = tuple((each.label, each.payload) for each in every[:MOST])
    return session.model_copy(update={"offered": offered, "yes": _yes(shown, every)})


def _yes(shown: Message, every: list[Button]) -> str:
    """The button that is the yes to a question, or the one way on; empty where neither is clear."""
    first = [each.payload for each in every if each.kind != "plain"]
    asked = shown.body.rstrip().endswith("?") or any(_label(each.label) in _NO for each in every)
    onward = bool(first) and _verb(first[0]) in _ONWARD
    return first[0] if len(first) == 1 and (asked or onward) else ""


def _verb(payload: str) -> str:
    return parse_press(unmarked(payload)[0])[0]


def half_agreed(talk: Talk, text: str) -> bool:
    """An ok to what cannot be taken back: asked for once more, with the same buttons."""
    verb = _verb(talk.session.yes)
    if without_politeness(text) not in _HEARD or not verb or verb in _LIGHT:
        return False
    row = tuple(Button(label=label, payload=unmarked(payload)[0]) for label, payload in talk.session.offered)
    label = next(label for label, payload in talk.session.offered if payload == talk.session.yes)
    body = common.SAY_YES.format(label=label)
    yes = tuple(each.model_copy(update={"kind": "primary"}) if each.label == label else each for each in row)
    talk.show(Message(body=body, buttons=tuple((each,) for each in yes)))
    return True


@lru_cache(maxsize=4096)  # the same buttons stand under most messages
def _label(text: str) -> str:
    """Without marks, counts and ornaments: ``‹ Trước`` and ``Minh chứng (1)`` as they are typed."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(_COUNTED.sub("", text))).split())
