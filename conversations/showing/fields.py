"""The card of a general information field."""

from __future__ import annotations

from conversations import permission
from conversations.answers import figures, inputs, linking
from conversations.messages import Message, lines, paragraphs
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.showing import cards, items
from conversations.showing.cards import Row
from conversations.talk import Talk, button
from conversations.year import earlier
from criteria.schema import InfoField


def question(talk: Talk, item: str, *leads: str) -> Message:
    """The card on which a field is asked, or shown where it can't be changed."""
    field, locked = items.field_of(talk.criteria, item), permission.refusal(talk, item)
    claim = talk.submission().claim(item)
    given = figures.shown(field, claim.values[linking.VALUE]) if claim else ""
    known = words.GIVEN_FIGURE.format(value=given) if claim else ""
    n, of = items.place(talk.criteria, item)
    return Message(
        title=words.INFO_TITLE.format(n=n, of=of),
        body=paragraphs(
            *leads,
            locked,
            field.section,
            earlier.said(talk, item),
            field.label if locked else _asked(field),
            known,
        ),
        footer=cards.footer(talk),
        buttons=cards.rows(
            *earlier.offers(talk, item),
            *_offers(talk, item),
            cards.previous_and_next(item, locked=bool(locked)),
            *_to_criteria(talk),
        ),
    )


def suggested(talk: Talk, item: str) -> str:
    """What the campaign already knows of a field: the unit's name, the contact's own name."""
    field, person = items.field_of(talk.criteria, item), talk.person
    if field.type != "text" or person is None:
        return ""
    if field.label.startswith(words.FIELD_OF_UNIT_NAME) and talk.unit in talk.campaign.units:
        return talk.campaign.units[talk.unit].name
    own = field.label == words.FIELD_OF_NAME and words.SECTION_OF_CONTACT in field.section
    return person.name if own else ""


def _asked(field: InfoField) -> str:
    amount = words.TYPE_AMOUNT.format(example=words.EXAMPLES[field.type])
    how = words.TYPE_TEXT if field.type == "text" else amount
    return lines(inputs.asking(field, field.label), how)


def _offers(talk: Talk, item: str) -> tuple[Row, ...]:
    text = suggested(talk, item)
    if not text or item in talk.submission().answers or permission.refusal(talk, item):
        return ()
    return ((button(cut(text), "ans", item, 0, "name"),),)


def _to_criteria(talk: Talk) -> tuple[Row, ...]:
    return () if talk.submission().state == "returned" else ((button(words.TO_CRITERIA, "skip", "tt"),),)
