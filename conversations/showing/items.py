"""The items that a unit goes through: general information fields, then criteria in printed order."""

from __future__ import annotations

import difflib
import re

from criteria.schema import CriteriaSet, InfoField
from criteria.vietnamese import fold
from scoring.claims import complete
from scoring.facts import Claim
from scoring.records import INFO, Submission
from scoring.review import returned


def is_info(item: str) -> bool:
    """Whether the item is a general information field."""
    return item.startswith(INFO)


def info_items(criteria: CriteriaSet) -> tuple[str, ...]:
    return tuple(INFO + field.key for field in criteria.general_info)


def criterion_items(criteria: CriteriaSet) -> tuple[str, ...]:
    return tuple(criteria.by_id)


def walk(criteria: CriteriaSet) -> tuple[str, ...]:
    """Every item in the order in which it is asked."""
    return info_items(criteria) + criterion_items(criteria)


def exists(criteria: CriteriaSet, item: str) -> bool:
    return item.removeprefix(INFO) in criteria.info_by_key if is_info(item) else item in criteria.by_id


def field_of(criteria: CriteriaSet, item: str) -> InfoField:
    """The general information field of an item; raises KeyError."""
    return criteria.info_by_key[item.removeprefix(INFO)]


def name(criteria: CriteriaSet, item: str) -> str:
    """What the print calls the item."""
    return field_of(criteria, item).label if is_info(item) else criteria.by_id[item].name


def code(criteria: CriteriaSet, item: str) -> str:
    """How the talk names an item: a field's number, or a criterion's id (its printed code where unique)."""
    return item.removeprefix(INFO) if is_info(item) else criteria.by_id[item].id


def place(criteria: CriteriaSet, item: str) -> tuple[int, int]:
    """Position and number of items in its part: 3 of 29 fields, 7 of 37 criteria."""
    part = info_items(criteria) if is_info(item) else criterion_items(criteria)
    return part.index(item) + 1, len(part)


def is_answered(criteria: CriteriaSet, record: Submission, item: str) -> bool:
    """Whether the unit has answered the item, or the authority holds all that it asks for."""
    if item in record.answers or is_info(item):
        return item in record.answers
    supplied = record.supplied.get(item)
    return supplied is not None and complete(criteria.by_id[item], Claim(values=supplied.values))


def todo(criteria: CriteriaSet, record: Submission, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What the unit still owes: unanswered items, or after a return the items not yet corrected; ``only``:
    those that were handed to somebody.

    What the authority supplies is asked once on the way, but never owed.
    """
    waiting = _unanswered(criteria, record, only)
    if is_back(record):
        return waiting
    return tuple(item for item in waiting if is_info(item) or not criteria.by_id[item].from_authority)


def awaited(criteria: CriteriaSet, record: Submission, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What is unanswered without being owed: the authority is to supply its figures."""
    owed = todo(criteria, record, only)
    return tuple(item for item in _unanswered(criteria, record, only) if item not in owed)


def is_back(record: Submission) -> bool:
    """Whether only what was returned can be changed: sent back, or waiting for a signature since."""
    return "returned" in (record.state, record.resumes if record.state == "signing" else "")


def _unanswered(criteria: CriteriaSet, record: Submission, only: tuple[str, ...]) -> tuple[str, ...]:
    order = tuple(item for item in walk(criteria) if not only or item in only)
    if is_back(record):
        waiting = set(returned(record)) & set(record.reopened)
        return tuple(item for item in order if item in waiting)
    return tuple(item for item in order if not is_answered(criteria, record, item))


def next_todo(criteria: CriteriaSet, record: Submission, after: str = "", only: tuple[str, ...] = ()) -> str:
    """The next waiting item after ``after``, then the criteria before it; empty where none is left.

    General information and figures of the authority that were passed over are not asked again by themselves.
    """
    order = walk(criteria)
    start = order.index(after) + 1 if after in order else 0
    waiting = set(_unanswered(criteria, record, only)) - {after}
    owed = set(todo(criteria, record, only)) - {after}
    later = (item for item in order[start:] if item in waiting)
    earlier = (item for item in order[:start] if item in owed and not is_info(item))
    return next(later, "") or next(earlier, "")


def neighbour(criteria: CriteriaSet, item: str, step: int) -> str:
    """The item before (-1) or after (1) in printed order; the item itself at either end."""
    order = walk(criteria)
    return order[min(max(order.index(item) + step, 0), len(order) - 1)]


# --- codes that people type ----------------------------------------------------------------------------

LONGEST_CODE = 24  # characters
_CHANGING = re.compile(r"\b(?:sua|doi|thanh|nham|sai)\b")
_VERB = r"(?:(?:sua|mo|xem|lam lai|doi)\s+)"
_JUMP = re.compile(
    rf"{_VERB}?(?:cau|muc|tieu chi|so)\s+(?:so\s+)?([0-9a-z][0-9a-z.,/]*)|{_VERB}([0-9ivx]+[.,][0-9a-z.,/]+)"
)


def example(criteria: CriteriaSet) -> str:
    """A criterion in the middle of the set, to show what may be typed."""
    return criteria.criteria[len(criteria.criteria) // 2].id


def find(criteria: CriteriaSet, typed: str) -> str:
    """The criterion with that id or that (unique) printed code; empty where there is none."""
    wanted = fold(typed).strip(" .") if len(typed) <= LONGEST_CODE else ""
    if not any(c.isdigit() for c in wanted):
        return ""
    return criteria.by_typed_code.get(wanted, "")


def like_a_code(text: str) -> bool:
    """Whether the text has the form of a printed code: ``3.2``, ``III.7.2.1``."""
    return len(text) <= LONGEST_CODE and bool(
        re.fullmatch(r"(?:[IVX]+|\d{1,2})(?:\.\d{1,2})+", text.strip(" ."))
    )


def jump(text: str) -> str:
    """The code in ``câu 3.2``, ``mục 3,2``; empty where the text is no such wish."""
    match = _JUMP.fullmatch(fold(text).strip(" .!"))
    code = (match[1] or match[2]) if match else ""
    return code.replace(",", ".") if re.search("[0-9]", code) else ""


def to_change(criteria: CriteriaSet, text: str) -> str:
    """The criterion of ``câu 1.2 sửa thành 8/12``; empty where no code to be changed stands first."""
    plain = fold(text)
    match = _JUMP.match(plain) if _CHANGING.search(plain) else None
    return find(criteria, (match[1] or match[2]).replace(",", ".")) if match else ""


def nearest(criteria: CriteriaSet, typed: str) -> tuple[str, ...]:
    """Up to five criteria whose codes look like what was typed, in printed order."""
    ids = criterion_items(criteria)
    same_group = [item for item in ids if item.split(".")[0] == typed.split(".", maxsplit=1)[0]]
    close = difflib.get_close_matches(typed[:20], same_group or ids, n=5, cutoff=0)
    return tuple(item for item in ids if item in close)
