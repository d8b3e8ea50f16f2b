"""What a card says of an item's evidence: what is asked for, by whom, and what there is."""

from __future__ import annotations

import re

from conversations.answers import options
from conversations.phrases import common
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.showing import items
from conversations.talk import Talk
from conversations.year.supplied import supplier
from criteria.schema import Criterion

_WRITTEN = re.compile("ghi rõ|ghi số|liệt kê|số hiệu|số văn bản", re.IGNORECASE)


def asked(criterion: Criterion, *, locked: bool) -> str:
    """What the question's card asks the unit to prove; nothing where the authority supplies the figures."""
    if criterion.from_authority:
        template = words.FROM_AUTHORITY_NAMED if locked else words.FROM_AUTHORITY
        told = template.format(who=supplier(criterion))
        return "\n".join(part for part in (told, as_printed(criterion)) if part)
    if not criterion.evidence:
        return ""
    return words.EVIDENCE_NAMED.format(evidence=bare(criterion.evidence))


def as_printed(criterion: Criterion) -> str:
    """The print's words on evidence, where they ask the unit for nothing."""
    return words.AS_PRINTED.format(evidence=bare(criterion.evidence)) if criterion.evidence else ""


def given(talk: Talk, criterion: Criterion, returned: str = "") -> list[str]:
    """What the recorded answer has for proof, or still needs; ``returned``: why it came back before."""
    record = talk.submission()
    count = len(record.evidence.get(criterion.id, ()))
    if count:
        return [words.EVIDENCE_COUNT.format(count=count)]
    if criterion.id in record.explanations:
        return [words.EXPLAINED.format(text=cut(record.explanations[criterion.id], 200))]
    write_out = [words.WRITE_OUT] if _wants_words(talk, criterion) else []
    if not criterion.evidence:
        return write_out or [_not_in_print(talk, returned)]
    if talk.sheet().scores[criterion.id].points == 0:
        return [words.ZERO_NEEDS_NONE]
    if criterion.from_authority:
        return [words.FROM_AUTHORITY_ANSWERED.format(who=supplier(criterion))]
    size = common.size(talk.desk.limits.file_bytes)
    return [words.SEND_EVIDENCE.format(evidence=bare(criterion.evidence), size=size), *write_out]


def _not_in_print(talk: Talk, returned: str) -> str:
    """The print asks for no evidence; a reviewer who sent the answer back may."""
    if not items.is_back(talk.submission()):
        return words.NO_EVIDENCE_ASKED
    why = words.RETURNED_FOR.format(reason=bare(returned)) if returned else ""
    return f"{why} {words.SEND_MORE}".strip()


def _wants_words(talk: Talk, criterion: Criterion) -> bool:
    """Whether the print wants something written out beside what was chosen."""
    claim, labels = talk.submission().claim(criterion.id), options.labelled(criterion)
    chosen = [labels.get(key, "") for key in claim.chosen] if claim else []
    return any(_WRITTEN.search(text) for text in (criterion.evidence, criterion.name, *chosen))


def bare(text: str) -> str:
    """A printed text without what ends it, for the middle of a sentence."""
    return text.rstrip(" .;,:")
