"""A small criteria set with every kind of trouble, and dossiers for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from criteria.schema import CriteriaSet
from scoring.campaigns import Campaign
from scoring.facts import AnswerAccepted, AnswerAdjusted, AnswerGiven, Claim, SubmissionVerified, Unit
from scoring.records import Submission, apply

AT = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


def _criterion(code: str, most: str, rule: dict[str, Any], *keys: str, **more: Any) -> dict[str, Any]:
    inputs = [{"key": key, "label": f"Số {key}"} for key in keys]
    return {
        "code": code,
        "name": f"Tiêu chí {code}",
        "max": most,
        "inputs": inputs,
        "rule": rule,
        "quote": "…",
        **more,
    }


CHOICE = {
    "kind": "choice",
    "options": [
        {"key": "co", "label": "Đã ban hành", "share": "1"},
        {"key": "chua", "label": "Chưa", "share": "0"},
    ],
}
BEST = {"when": "không có", "gives": "best_peer"}
SET = CriteriaSet.model_validate({
    "id": "nho", "title": "Bộ tiêu chí nhỏ", "subject": "xã", "version": "1", "declared_max": "100",
    "decision": {
        "number": "1/QĐ-UBND", "date": "01/01/2026", "authority": "UBND huyện Văn Lâm", "title": "Quyết định",
        "annex": "Phụ lục",
    },
    "general_info": [
        {"key": "1.1", "label": "Tên xã", "section": "Thông tin"},
        {"key": "1.2", "label": "Số dân", "section": "Thông tin", "type": "count"},
    ],
    "groups": [
        {"code": "1", "name": "Nhận thức số", "declared_max": "50", "criteria": [
            _criterion("1.1", "20", CHOICE),
            _criterion("1.2", "30", {"kind": "ratio", "formula": "a/b"}, "a", "b", not_applicable=BEST),
        ]},
        {"code": "2", "name": "Hạ tầng số", "declared_max": "50", "criteria": [
            _criterion("2.1", "25", {"kind": "highest", "of": "v"}, "v", heading="Đầu tư"),
            _criterion(
                "2.2", "25", {"kind": "highest", "of": "v", "reading": "min_max"}, "v", heading="Đầu tư",
                not_applicable=BEST,
            ),
        ]},
    ],
})  # fmt: skip


def campaign(*units: Unit, name: str = "Kỳ đánh giá 2026") -> Campaign:
    return Campaign(id="k", name=name, set_id=SET.id, units={unit.code: unit for unit in units})


def communes(count: int, block: str = "") -> list[Unit]:
    return [Unit(code=f"{place:03}", name=f"Xã {place}", block=block) for place in range(1, count + 1)]


def answered(unit: str, claims: dict[str, Claim]) -> Submission:
    record = Submission(unit=unit)
    for item, claim in claims.items():
        record = apply(record, AnswerGiven(item=item, version=1, claim=claim))
    return record


def ratio(a: int, b: int, *, unit: str = "001") -> Submission:
    """A dossier with one answer, worth 30 × a/b points."""
    return answered(unit, {"1.2": Claim(values={"a": str(a), "b": str(b)})})


def accepted(record: Submission, *items: str) -> Submission:
    for item in items:
        record = apply(record, AnswerAccepted(item=item, version=1), by="p")
    return record


def adjusted(record: Submission, item: str, **how: Any) -> Submission:
    fact = AnswerAdjusted(item=item, version=1, **{"reason": "Số liệu không khớp", **how})
    return apply(record, fact, by="p")


def finished(record: Submission) -> Submission:
    """The review ended without returns."""
    return apply(record, SubmissionVerified(verified="0"), by="p")
