"""The recorded answer as a card: its derivation, what is not final about it, and what moved with it."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.answers import linking, provisional
from conversations.messages import Message, lines, paragraphs
from conversations.phrases import officer as words
from conversations.showing import cards, proofs
from conversations.talk import Talk, button, primary
from conversations.year.supplied import held_line
from criteria.schema import Criterion
from criteria.vietnamese import number
from scoring.rules import Score


def card(
    talk: Talk, item: str, *leads: str, moves: Sequence[linking.Move] = (), returned: str = ""
) -> Message:
    """The recorded answer with its derivation, and the evidence that is asked for; ``returned``: why the
    answer before it was sent back.
    """
    criterion, record = talk.criteria.by_id[item], talk.submission()
    result = talk.sheet().scores[item]
    version = record.version(item)
    blocks = [
        *leads,
        criterion.name,
        provisional.derivation(talk, criterion, result),
        held_line(talk, criterion),
        *states(criterion, result),
        moved(moves),
        *proofs.given(talk, criterion, returned),
    ]
    return Message(
        title=cards.title(talk, item, words.ANSWERED_TITLE),
        body=paragraphs(*blocks),
        footer=cards.footer(talk),
        buttons=cards.rows(
            (primary(words.RIGHT_GO_ON, "ok", item, version), button(words.CHANGE, "edit", item, version)),
            (cards.evidence_button(talk, item), button(words.EXPLAIN, "explain", item)),
        ),
    )


def states(criterion: Criterion, result: Score) -> list[str]:
    """A line for whatever about the points is not final or not usual."""
    told = [words.PROVISIONAL] if result.state == "provisional" else []
    if "zero_denominator" in result.flags:
        told.append(words.UNDETERMINED)
    if "no_peer" in result.flags:
        told.append(words.NO_PEER)
    told += [words.ABOVE_WHOLE] if "above_whole" in result.flags and criterion.of_whole else []
    return told + ([words.TIER_HOLE] if "tier_hole" in result.flags else [])


def moved(moves: Sequence[linking.Move]) -> str:
    """Which scores moved from what to what."""
    listed = [_moved(each) for each in moves]
    return lines(words.MOVED, *listed) if listed else ""


def _moved(move: linking.Move) -> str:
    before, after = number(move.before.counted, 2), number(move.after.counted, 2)
    template = words.MOVED_LINE if before != after else words.UNMOVED_LINE
    return template.format(code=move.criterion.id, before=before, after=after)
