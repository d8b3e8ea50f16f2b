"""Figures of the last round are still right: those of one item, or all general information at once.

Evidence is never taken over: what was shown for one round proves nothing for another.
"""

from __future__ import annotations

from conversations import permission
from conversations.answers import answering, figures, linking
from conversations.messages import Message
from conversations.phrases import rounds as words
from conversations.showing import items, recorded
from conversations.talk import Press, Talk, primary
from conversations.year import earlier
from scoring.facts import AnswerGiven


def _keep(talk: Talk, item: str, version: str, _arg: str) -> None:
    """The figures of the last round are still right."""
    claim, before = earlier.offered(talk, item), talk.desk.before
    if (
        claim is None or before is None or version != str(talk.submission().version(item))
        or permission.refusal(talk, item) or not earlier.agrees(talk, item, claim)
    ):  # fmt: skip
        answering.open_item(talk, item)
        return
    lead = words.KEPT.format(round=before.name)
    if items.is_info(item):
        answering.settle_info(talk, item, claim.values[linking.VALUE], kept=before.code)
        return
    criterion = talk.criteria.by_id[item]
    proof = words.KEPT_EVIDENCE if criterion.evidence and not criterion.from_authority else ""
    answering.settle(talk, item, claim, kept=before.code, lead="\n".join(filter(None, (lead, proof))))


def _keep_all(talk: Talk, _item: str, _version: str, _arg: str) -> None:
    """All general information of the last round is still right: recorded at once, and listed."""
    kept, before = earlier.all_info(talk), talk.desk.before
    if not kept or before is None:
        talk.show(Message(body=words.KEPT_NONE, buttons=((primary(words.GO_ON, "cmd", "tieptuc"),),)))
        return
    lines = [words.KEPT_ALL.format(count=len(kept), round=before.name)]
    moves: list[linking.Move] = []
    for item in kept:
        claim, field = earlier.claim_of(talk, item), items.field_of(talk.criteria, item)
        if claim is not None:
            talk.record(
                AnswerGiven(
                    item=item, version=talk.submission().version(item) + 1, claim=claim, kept=before.code
                )
            )
            value = figures.shown(field, claim.values[linking.VALUE])
            lines.append(words.KEPT_LINE.format(label=field.label, value=value))
            moves += linking.cascade(talk, item)
    moved = recorded.moved(moves)
    answering.go_next(talk, "", "\n".join(lines), *([moved] if moved else []))


PRESSES: dict[str, Press] = {"keep": _keep}
PRESSES_ANYWHERE: dict[str, Press] = {"keepall": _keep_all}
