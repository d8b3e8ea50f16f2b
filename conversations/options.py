"""Which printed option, item or row a pressed key or a typed text means."""

from __future__ import annotations

import re

from criteria.reading import read_yes_no
from criteria.schema import Checklist, Choice, Criterion, Tiers
from criteria.vietnamese import fold


def labelled(criterion: Criterion) -> dict[str, str]:
    """Keys of what can be chosen, with the printed label, in printed order."""
    rule = criterion.rule
    if isinstance(rule, Choice):
        return {option.key: option.label for option in rule.options}
    if isinstance(rule, Checklist):
        return {item.key: item.label for item in rule.items}
    if isinstance(rule, Tiers) and rule.pick:
        return {str(n): tier.label for n, tier in enumerate(rule.tiers, start=1)}
    return {}


def match(criterion: Criterion, text: str) -> str:
    """The key meant by a number of the list, by the label or a part of it, or by có / chưa; else empty."""
    found = labelled(criterion)
    typed = fold(text).strip(" .!")
    if typed.isdecimal():
        keys = list(found)
        return keys[int(typed) - 1] if len(typed) < 4 and 1 <= int(typed) <= len(keys) else ""
    exact = [key for key, label in found.items() if fold(label) == typed]
    begun = [key for key, label in found.items() if len(typed) > 2 and fold(label).startswith(typed)]
    if len(exact or begun) == 1:
        return (exact or begun)[0]
    return _yes_or_no(criterion, found, text)


def _yes_or_no(criterion: Criterion, found: dict[str, str], text: str) -> str:
    said = read_yes_no(text)
    if said is None or len(found) != 2 or not isinstance(criterion.rule, Choice):
        return ""
    first, second = found
    negative = [key for key in found if re.match(r"chua|khong", fold(found[key]))]
    return (first if said else second) if negative == [second] else ""


def several(criterion: Criterion, text: str) -> tuple[str, ...] | None:
    """Keys meant by ``1 3 4``, in printed order; None where the text is no such list."""
    found = list(labelled(criterion))
    numbers = re.findall("[0-9]{1,3}", text)
    if not numbers or re.sub(r"[0-9,;.\s]|và", "", text):
        return None
    wanted = {int(number) for number in numbers}
    if not all(1 <= number <= len(found) for number in wanted):
        return None
    return tuple(key for n, key in enumerate(found, start=1) if n in wanted)
