"""A unit's people hear what is decided about it, and who decides hears whom it may not reach."""

from __future__ import annotations

from collections.abc import Iterable

from conversations.messages import Message, lines
from conversations.phrases import finishing as phrases
from conversations.phrases import reminders
from conversations.talk import Talk
from scoring.people import Person


def tell(talk: Talk, unit: str, heard: Message) -> str:
    """Everybody of the unit hears it; the sentences name them."""
    people = talk.campaign.of_unit(unit)
    for person in people:
        talk.say(heard.model_copy(update={"to": person.id}))
    names = ", ".join(person.name for person in people)
    return lines(phrases.TOLD.format(names=names) if names else phrases.TOLD_NOBODY, doubt(talk, people))


def doubt(talk: Talk, people: Iterable[Person]) -> str:
    """Names those whom the last message did not reach; empty where there is nobody."""
    failed = talk.desk.mail().failed
    named = [
        phrases.NOT_REACHED_ONE.format(name=each.name, why=reminders.unreached(failed[each.chats[-1]]))
        for each in people
        if each.chats and each.chats[-1] in failed
    ]
    return phrases.NOT_REACHED.format(names=", ".join(named)) if named else ""
