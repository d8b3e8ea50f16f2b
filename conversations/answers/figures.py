"""What a typed text says about the inputs of an item: readings by input key, never an exception."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from conversations.phrases import common
from criteria.reading import (
    Ambiguous,
    NotANumber,
    Number,
    Reading,
    read_number,
)
from criteria.reading_kinds import read_frequency, read_ratio, read_yes_no
from criteria.reading_several import fold_key, read_named, read_pair, read_several
from criteria.schema import Criterion, InfoField, Input, Tiers
from criteria.vietnamese import fold, plain
from scoring import warnings
from scoring.claims import figure, spell

Asked = Input | InfoField

_NOTHING = frozenset({"khong", "khong co", "ko co"})
"""Said of the only thing that is counted: there is none of it."""


def read(asked: Asked, text: str) -> Reading:
    """One figure as the input's type wants it."""
    if asked.type == "ratio":
        return read_ratio(text)
    if asked.type == "frequency":
        return read_frequency(text)
    if asked.type == "yes_no":
        said = read_yes_no(text)
        return NotANumber("letters") if said is None else Number(Fraction(int(said)), str(int(said)))
    return read_number(text, whole=asked.type == "count", unit=asked.unit)


def read_all(
    criterion: Criterion, needed: Sequence[str], open_: Sequence[str], text: str
) -> dict[str, Reading]:
    """Figures typed for a criterion: the next open one, or several at once in any of the usual ways.

    ``needed`` are the inputs of the claim, ``open_`` those that have no figure yet, both in printed order.
    """
    asked = list(open_) or list(needed)
    if len(needed) > 1:
        several = (
            _named(criterion, text) or _pair(criterion, text) or _in_order(criterion, needed, asked, text)
        )
        if several:
            return several
    if len(needed) == 1 and fold(text).strip(" .!") in _NOTHING and is_counted(criterion.input(asked[0])):
        return {asked[0]: Number(Fraction(0), "0")}
    return {asked[0]: read(criterion.input(asked[0]), text)}


def is_counted(asked: Asked) -> bool:
    return asked.type in ("count", "amount")


def _named(criterion: Criterion, text: str) -> dict[str, Reading]:
    """Figures behind their letters; ``d`` means ``đ`` only where there is no d."""
    typed = read_named(text)
    for form in (fold_key, fold):
        keys = {form(item.key): item for item in criterion.inputs}
        named = {form(name): part for name, part in typed.items()}
        told_apart = len(keys) == len(criterion.inputs) and len(named) == len(typed)
        if named and told_apart and named.keys() <= keys.keys() and not _d_twice(keys, text):
            return {keys[name].key: read(keys[name], part) for name, part in named.items()}
    return {}


def _d_twice(keys: Mapping[str, Input], text: str) -> bool:
    """Whether d and đ are both asked for and the text, typed without marks, has two d."""
    return {"d", "đ"} <= keys.keys() and len(re.findall(r"(?i)\bd\s*[=:]", text)) > 1


def _pair(criterion: Criterion, text: str) -> dict[str, Reading]:
    over = criterion.over
    if over is None:
        return {}
    top, bottom = criterion.input(over[0]), criterion.input(over[1])
    whole = top.type == bottom.type == "count"
    pair = read_pair(text, whole=whole, unit=top.unit)
    return {top.key: pair[0], bottom.key: pair[1]} if pair else {}


def _in_order(
    criterion: Criterion, needed: Sequence[str], asked: Sequence[str], text: str
) -> dict[str, Reading]:
    parts = read_several(text)
    if len(parts) < 2:
        return {}
    for keys in (asked, needed):
        if len(parts) == len(keys):
            return {key: read(criterion.input(key), part) for key, part in zip(keys, parts, strict=True)}
    return {asked[0]: NotANumber("two_numbers")}


def only_a_row(rule: Tiers, readings: Mapping[str, Reading], text: str) -> bool:
    """Whether the text is a printed row of the scale (5-11 tháng) and no figure."""
    rows = {fold(tier.label) for tier in rule.tiers}
    return fold(text).strip() in rows and all(isinstance(each, NotANumber) for each in readings.values())


def jumped(asked: Asked, before: str, now: str) -> bool:
    """Whether a figure is far from the one of the last round, both as recorded."""
    if asked.type in ("yes_no", "text") or not before:
        return False
    return warnings.jumped(figure(before), figure(now))


def canonical(asked: Asked, read_as: Number) -> str:
    """The figure as it is recorded; a share typed as 421/512 stays as it was typed."""
    text = read_as.text
    if asked.type != "ratio" or text.endswith("%") or all(part.isdecimal() for part in text.split("/")):
        return text
    return plain(read_as.value)


def candidates(asked: Asked, reading: Number | Ambiguous) -> tuple[str, ...]:
    """What a text can mean, as it would be recorded; more than one where it is ambiguous."""
    readings = reading.candidates if isinstance(reading, Ambiguous) else (reading,)
    return tuple(canonical(asked, each) for each in readings)


def shown(asked: Asked, text: str) -> str:
    """A recorded figure as people write it; other text (a name, an address) as it stands."""
    if asked.type == "text":
        return text
    if asked.type == "yes_no":
        return common.YES if text == "1" else common.NO
    return spell(text) + (f" {asked.unit}" if asked.unit and asked.type != "ratio" else "")
