"""A claim in one line, for lists of what a sheet would change."""

from __future__ import annotations

from conversations.answers import figures, linking, options
from conversations.phrases import offline as words
from conversations.phrases import remarks
from conversations.phrases.common import cut
from conversations.showing import items
from criteria.schema import Checklist, CriteriaSet
from scoring.facts import Claim

LONGEST = 60  # characters of an option or a text


def code_of(criteria: CriteriaSet, item: str) -> str:
    """``3.2``; of general information ``thông tin chung 1.4``, for a criterion may have the same number; the
    name of a remark's topic.
    """
    if item in remarks.NAMES:
        return remarks.NAMES[item]
    code = items.code(criteria, item)
    return words.INFO_CODE.format(code=code) if items.is_info(item) else code


def told(criteria: CriteriaSet, item: str, claim: Claim) -> str:
    """``421/512``, the options that were chosen, a text, or that it does not apply."""
    if claim.not_applicable:
        return words.ABSENT.lower()
    if items.is_info(item):
        return cut(figures.shown(items.field_of(criteria, item), claim.values[linking.VALUE]), LONGEST)
    criterion = criteria.by_id[item]
    labels = options.labelled(criterion)
    chosen = [cut(labels.get(key, key), LONGEST) for key in claim.chosen]
    if isinstance(criterion.rule, Checklist) and not chosen:
        chosen = [words.CHOSEN_NONE]
    several = len(claim.values) > 1
    values = [
        f"{given.key} = {value}" if several and len(given.key) == 1 else value
        for given in criterion.inputs
        if given.key in claim.values and (value := figures.shown(given, claim.values[given.key]))
    ]
    return words.OR.join([*chosen, *values])
