"""What the last round had for an item, as cards and questions use it; ``keeping`` records it again."""

from __future__ import annotations

from conversations import permission
from conversations.answers import figures, linking
from conversations.messages import Button
from conversations.phrases import rounds as words
from conversations.showing import items
from conversations.talk import Talk, button, primary
from criteria.schema import Criterion
from scoring.claims import figure, needed
from scoring.facts import Claim
from scoring.last_time import fits
from scoring.rules import score
from scoring.sheet import verified

LONGEST_BUTTON = 40  # characters of a figure on a button


def claim_of(talk: Talk, item: str) -> Claim | None:
    """What stood for the item after the last round, where the question is still the same kind of question."""
    record = talk.desk.earlier(talk.unit)
    if record is None or item not in record.answers:
        return None
    if items.is_info(item):
        return record.claim(item)
    claim, criterion = verified(record)[0].get(item), talk.criteria.by_id[item]
    return claim if claim is not None and fits(criterion, claim) else None


def said(talk: Talk, item: str) -> str:
    """The line on a card; empty where there is nothing to say."""
    claim = offered(talk, item)
    if claim is None or talk.desk.before is None:
        return ""
    name = talk.desk.before.name
    if items.is_info(item):
        value = figures.shown(items.field_of(talk.criteria, item), claim.values[linking.VALUE])
        return words.EARLIER_FIGURE.format(round=name, value=value)
    line = words.EARLIER.format(round=name, derivation=_derivation(talk.criteria.by_id[item], claim))
    return line if agrees(talk, item, claim) else f"{line}\n{words.EARLIER_DIFFERS}"


def _derivation(criterion: Criterion, claim: Claim) -> str:
    """How the points came about; only the figures where they also depended on other units."""
    if not criterion.relative:
        return score(criterion, claim).derivation
    return "; ".join(figures.shown(criterion.input(key), text) for key, text in claim.values.items())


def offers(talk: Talk, item: str) -> tuple[tuple[Button, ...], ...]:
    """The button that keeps the figures, and for general information the one that keeps all of them."""
    claim = offered(talk, item)
    if claim is None or permission.refusal(talk, item) or not agrees(talk, item, claim):
        return ()
    version = talk.submission().version(item)
    if not items.is_info(item):
        return ((primary(words.STILL_RIGHT, "keep", item, version),),)
    value = figures.shown(items.field_of(talk.criteria, item), claim.values[linking.VALUE])
    label = words.STILL_RIGHT_FIGURE.format(value=value)
    one = primary(label if len(value) <= LONGEST_BUTTON else words.STILL_RIGHT, "keep", item, version)
    count = len(all_info(talk))
    every = ((button(words.KEEP_ALL.format(count=count), "keepall"),),) if count > 1 else ()
    return ((one,), *every)


def offered(talk: Talk, item: str) -> Claim | None:
    return None if item in talk.submission().answers else claim_of(talk, item)


def agrees(talk: Talk, item: str, claim: Claim) -> bool:
    """Whether figures that are asked once elsewhere are still those of the last round."""
    if items.is_info(item):
        return True
    criterion, record = talk.criteria.by_id[item], talk.submission()
    for key in needed(criterion, claim):
        now = linking.known(talk.criteria, record, criterion.input(key))
        if now is not None and key in claim.values and figure(now) != figure(claim.values[key]):
            return False
    return True


# --- unusual against the last round --------------------------------------------------------------------


def jumps(talk: Talk, item: str, claim: Claim) -> str:
    """The question to ask before figures far from those of the last round are recorded; empty else.

    A figure that is on record already has been asked about.
    """
    before, known = claim_of(talk, item), talk.submission().claim(item)
    if before is None:
        return ""
    lines = []
    for key, text in claim.values.items():
        asked = (
            items.field_of(talk.criteria, item)
            if items.is_info(item)
            else talk.criteria.by_id[item].input(key)
        )
        same = known is not None and known.values.get(key) == text
        if not same and figures.jumped(asked, before.values.get(key, ""), text):
            then, now = (figures.shown(asked, each) for each in (before.values[key], text))
            lines.append(words.JUMPED.format(label=asked.label, before=then, now=now))
    return "\n".join(lines)


def all_info(talk: Talk) -> tuple[str, ...]:
    """General information of the last round that is not recorded in this one and may be."""
    return tuple(
        item
        for item in items.info_items(talk.criteria)
        if offered(talk, item) is not None and not permission.refusal(talk, item)
    )
