"""Which printed option, item or row a pressed key or a typed text means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from criteria.reading_kinds import read_yes_no
from criteria.schema import Checklist, Choice, Criterion, Tiers
from criteria.vietnamese import clean_line, fold

_NONE = frozenset(
    {"0", "khong", "khong co", "khong muc nao", "khong co muc nao", "chua co", "chua co muc nao"}
)
_ALL = frozenset({"tat ca", "het", "ca", "du ca", "day du", "tat ca cac muc"})


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


def numbered(criterion: Criterion) -> bool:
    """Whether a bare number is a place in the list: not where rows stand beside a figure to be typed."""
    kinds = {given.type for given in criterion.inputs}
    return not isinstance(criterion.rule, Tiers) or not kinds & {"count", "amount"}


def typed(criterion: Criterion, text: str) -> str:
    """As ``match``, for what people type: a bare number can be the figure itself."""
    return match(criterion, text) if numbered(criterion) or not _trimmed(text).isdecimal() else ""


def match(criterion: Criterion, text: str) -> str:
    """The key meant by a number of the list, by the label or a part of it, or by có / chưa; else empty."""
    found, wanted = labelled(criterion), _trimmed(text)
    if wanted.isdecimal():
        keys = list(found)
        return keys[int(wanted) - 1] if len(wanted) < 4 and 1 <= int(wanted) <= len(keys) else ""
    meant = alike(criterion, text)
    if meant:
        return meant[0] if len(meant) == 1 else ""
    return _yes_or_no(criterion, found, text)


def alike(criterion: Criterion, text: str) -> tuple[str, ...]:
    """Keys of the labels that the text is, or that begin with it; as written before case before marks."""
    found, wanted = labelled(criterion), _trimmed(text)
    if whole := _same(found, wanted, str.__eq__):
        return whole
    answer = read_yes_no(text) is not None and isinstance(criterion.rule, Choice) and len(found) == 2
    return () if answer or len(wanted) < 3 else _same(found, wanted, str.startswith)


_FORMS: tuple[Callable[[str], str], ...] = (str, str.casefold, fold)


def _same(found: Mapping[str, str], wanted: str, fits: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Keys whose label fits, in the strictest form in which any does."""
    for form in _FORMS:
        keys = tuple(key for key, label in found.items() if fits(form(_trimmed(label)), form(wanted)))
        if keys and wanted:
            return keys
    return ()


def _trimmed(text: str) -> str:
    return clean_line(text).strip(" .;:,!")


def _yes_or_no(criterion: Criterion, found: dict[str, str], text: str) -> str:
    said = read_yes_no(text)
    if said is None or len(found) != 2 or not isinstance(criterion.rule, Choice):
        return ""
    first, second = found
    negative = [key for key in found if re.match(r"chua|khong", fold(found[key]))]
    return (first if said else second) if negative == [second] else ""


# --- several items -------------------------------------------------------------------------------------


def several(criterion: Criterion, text: str) -> tuple[str, ...] | None:
    """Keys meant by ``1 3 4``, ``a, c, đ``, labels, ``tất cả`` or ``không``, in printed order; else None."""
    found, bare = labelled(criterion), fold(_trimmed(text))
    if bare in _NONE | _ALL:
        return () if bare in _NONE else tuple(found)
    numbers = re.findall("[0-9]{1,3}", text)
    if numbers and not re.sub(r"[0-9,;.\s]|và", "", text):
        wanted = {int(number) for number in numbers}
        keys = tuple(key for n, key in enumerate(found, start=1) if n in wanted)
        return keys if len(keys) == len(wanted) else None
    return _named(found, text)


def _named(found: dict[str, str], text: str) -> tuple[str, ...] | None:
    """Items by their letters, else by their labels."""
    letters = {key: label.split()[-1] for key, label in found.items() if label.split()}
    lettered = bool(letters) and all(len(letter) == 1 for letter in letters.values())
    for labels, gap in ((letters if lettered else {}, r"[,;\s]+|và"), (found, "[;\n]"), (found, "[,;\n]")):
        parts = [_trimmed(part) for part in re.split(gap, text)]
        meant = [_same(labels, part, str.__eq__) or _begun(labels, part) for part in parts if part]
        if meant and all(len(keys) == 1 for keys in meant):
            return tuple(key for key in found if (key,) in meant)
    return None


def _begun(labels: Mapping[str, str], part: str) -> tuple[str, ...]:
    return _same(labels, part, str.startswith) if len(part) > 2 else ()
