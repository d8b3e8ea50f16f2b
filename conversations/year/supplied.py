"""What cards say of figures that the authority itself holds."""

from __future__ import annotations

import re

from conversations.answers.figures import shown
from conversations.phrases import officer as words
from conversations.phrases import supplying
from conversations.talk import Talk
from criteria.schema import Criterion
from scoring.claims import figure

LONGEST_NAME = 60  # characters of an office's name in a sentence


def supplier(criterion: Criterion) -> str:
    """Who supplies the figures: the name that the print's source begins with, unless the unit is asked."""
    if not criterion.from_authority:
        return words.AUTHORITY
    who = re.split(r"\s(?:sẽ|thống kê|thu thập|tổng hợp|theo dõi|cung cấp)\s", criterion.data_source)[0]
    return who if 0 < len(who) < LONGEST_NAME else words.AUTHORITY


def held_line(talk: Talk, criterion: Criterion) -> str:
    """The authority's figures, beside the unit's own where they differ; empty where it has supplied none."""
    supplied, own = talk.submission().supplied.get(criterion.id), talk.submission().claim(criterion.id)
    if supplied is None:
        return ""
    told = []
    for given in criterion.inputs:
        if (text := supplied.values.get(given.key)) is None:
            continue
        mine = own.values.get(given.key) if own else None
        differs = mine is not None and figure(mine) != figure(text)
        template = supplying.SUPPLIED_DIFFERS if differs else supplying.SUPPLIED_ONE
        value, said = shown(given, text), shown(given, mine) if mine is not None else ""
        told.append(template.format(label=given.label, value=value, own=said))
    who = supplier(criterion)
    return supplying.SUPPLIED.format(
        who=who[:1].upper() + who[1:], source=supplied.source, values="; ".join(told)
    )
