"""An item's details: the clause as printed, who supplies and verifies, what was ruled on the print."""

from __future__ import annotations

from conversations import permission, roles
from conversations.messages import Message, lines, paragraphs
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.showing import cards
from conversations.talk import Talk, button, primary


def card(talk: Talk, item: str) -> Message:
    """The clause as printed, who supplies and verifies the figures, and what was ruled on the print."""
    criterion = talk.criteria.by_id[item]
    blocks = [
        criterion.name,
        words.MORE_SOURCE.format(source=criterion.data_source) if criterion.data_source else "",
        words.MORE_VERIFIER.format(verifier=criterion.verifier.rstrip(" ,")) if criterion.verifier else "",
        words.MORE_EVIDENCE.format(evidence=criterion.evidence) if criterion.evidence else "",
        *(_note(note.print, note.ruling, note.why) for note in criterion.notes),
        *(words.MORE_RESTORED.format(print=r.print, value=r.value, why=r.why) for r in criterion.restored),
    ]
    return Message(
        title=cards.title(talk, item, words.TITLE),
        body=paragraphs(*blocks),
        quote=criterion.quote,
        footer=talk.criteria.clause(criterion),
        buttons=cards.rows((primary(words.BACK_TO_QUESTION, "go", item),), _hand_on(talk, item)),
    )


def _hand_on(talk: Talk, item: str) -> cards.Row:
    """Where the item can be answered, it can also be handed to a colleague."""
    if roles.assigned(talk) or permission.refusal(talk, item):
        return ()
    return (button(people.ASSIGN, "as", item),)


def _note(printed: str, ruling: str, why: str) -> str:
    quoted = words.MORE_PRINT.format(print=printed.removeprefix("- ").rstrip(";")) if printed else ""
    return lines(
        quoted, words.MORE_RULING.format(ruling=ruling), words.MORE_WHY.format(why=why) if why else ""
    )
