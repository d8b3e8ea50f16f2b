"""What stands beside a claim on the reviewer's card: block, round before, the authority's figures, files."""

from __future__ import annotations

from conversations import roles
from conversations.answers import figures
from conversations.phrases import reviewer as words
from conversations.review.dossiers import Dossier
from conversations.showing import items
from criteria.schema import Criterion
from scoring import warnings


def block(dossier: Dossier, item: str) -> str:
    """Median and best of the block, without names."""
    spread = dossier.beside.block.spread(item)
    if spread is None:
        return ""
    return words.CARD_BLOCK.format(median=words.points(spread.median), best=words.points(spread.best))


def earlier(dossier: Dossier, criterion: Criterion) -> str:
    """The figures of the round before, where there were any."""
    before, now = dossier.beside.earlier, dossier.record.claim(criterion.id)
    claim = before.claim(criterion.id) if before is not None else None
    if claim is None or not claim.values:
        return ""
    if now is not None and now.values == claim.values:
        return words.CARD_EARLIER_SAME
    return words.CARD_EARLIER.format(figures=pairs(criterion, claim.values))


def supplied(dossier: Dossier, criterion: Criterion) -> str:
    """The authority's own figures, where the unit claims others or none."""
    held = dossier.record.supplied.get(criterion.id)
    answered = criterion.id in dossier.record.answers
    if held is None or (answered and not warnings.differing(dossier.record, criterion.id)):
        return ""
    return words.CARD_SUPPLIED.format(source=held.source, figures=pairs(criterion, held.values))


def pairs(criterion: Criterion, values: dict[str, str]) -> str:
    """``a = 421; b = 512``, in printed order."""
    known = [given for given in criterion.inputs if given.key in values]
    return "; ".join(
        words.CARD_PAIR.format(
            key=given.key if len(given.key) == 1 else given.label,
            value=figures.shown(given, values[given.key]),
        )
        for given in known
    )


def files_elsewhere(dossier: Dossier, item: str) -> list[str]:
    """One line for each file that is evidence elsewhere too."""
    found = warnings.shared(dossier.record, item, dossier.beside.uses)
    return [
        words.CARD_FILE_ELSEWHERE.format(name=piece.name, places=", ".join(_places(dossier, places)))
        for piece, places in found
    ]


def _places(dossier: Dossier, places: tuple[tuple[str, str], ...]) -> list[str]:
    """Where; another unit is named only to those who may review it."""
    talk, told = dossier.talk, []
    for unit, item in places:
        code = items.code(talk.criteria, item)
        if unit == dossier.code:
            told.append(words.PLACE_ITEM.format(code=code))
        elif roles.may_review(talk, unit):
            told.append(words.PLACE_UNIT.format(code=code, unit=talk.campaign.units[unit].name))
        else:
            told.append(words.PLACE_OTHER)
    return list(dict.fromkeys(told))
