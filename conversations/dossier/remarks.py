"""What a unit says of its difficulties and proposes, as cards show it; ``remarking`` asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from conversations import permission
from conversations.messages import Button
from conversations.phrases import remarks as words
from conversations.phrases.common import cut
from conversations.talk import Talk, button
from criteria.vietnamese import clean
from scoring.facts import Topic
from scoring.records import Submission

TOPICS: Final[tuple[Topic, ...]] = ("difficulties", "proposals")
LENGTH: Final = range(2, 4001)  # characters; more than a page of the report
BRIEF: Final = 160  # characters on a card


def topic_of(text: str) -> Topic | None:
    """The topic of that name."""
    return next((topic for topic in TOPICS if topic == text), None)


def tidy(text: str) -> str:
    """As it is recorded: lines kept, at most one empty line between them, no tabs."""
    lines = (line.rstrip() for line in clean(text).replace("\t", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def brief(record: Submission) -> Iterator[str]:
    """A line for each topic that something is said of."""
    for topic in TOPICS:
        if text := record.remarks.get(topic):
            yield words.GIVEN.format(name=words.NAMES[topic], text=cut(text, BRIEF))


def whole(record: Submission) -> str:
    """All of it, line by line; what nothing is said of, too."""
    return "\n\n".join(
        words.GIVEN_WHOLE.format(name=words.NAMES[topic], text=record.remarks.get(topic, words.UNSAID))
        for topic in TOPICS
    )


def before_handing_in(talk: Talk) -> str:
    """What the unit has said so far; the question, where it has said nothing and never handed in."""
    record = talk.submission()
    ask = not record.remarks and record.state == "drafting"
    return words.ASK_FIRST if ask else "\n".join(brief(record))


def ways(talk: Talk) -> tuple[Button, ...]:
    """The button that leads there: wherever something can be read or written."""
    if talk.submission().remarks or not permission.remarks_refusal(talk):
        return (button(words.BOTH, "rmsee"),)
    return ()
