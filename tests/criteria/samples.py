"""Small criteria sets for tests, written as the files are."""

from __future__ import annotations

from typing import Any

from criteria.schema import CriteriaSet, Criterion

HALF = {"key": "mot_nua", "label": "Một phần", "share": "1/2"}
CHOICE = {
    "kind": "choice",
    "options": [
        {"key": "co", "label": "Đã có", "share": "1"},
        HALF,
        {"key": "khong", "label": "Chưa có", "share": "0"},
    ],
}
RATIO = {"kind": "ratio", "formula": "a/b"}


def inputs(*keys: str, **more: Any) -> list[dict[str, Any]]:
    """``a`` is a count, ``t:ratio`` is of that type."""
    pairs = [key.partition(":") for key in keys]
    return [
        {"key": key, "label": f"Số {key}", "type": kind or "count", **more.get(key, {})}
        for key, _, kind in pairs
    ]


def row(code: str, rule: dict[str, Any], /, *asked: str, **more: Any) -> dict[str, Any]:
    """One criterion as it stands in a file, worth 10 points."""
    return {
        "code": code,
        "name": f"Tiêu chí {code}",
        "max": "10",
        "rule": rule,
        "inputs": inputs(*asked),
        "quote": f"Cách tính {code}",
        "evidence": "Văn bản",
        **more,
    }


def criterion(rule: dict[str, Any], /, *asked: str, **more: Any) -> Criterion:
    return Criterion.model_validate(row("1.1", rule, *asked, **more))


def group(code: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    total = sum(int(each["max"]) for each in rows)
    return {"code": code, "name": f"Nhóm {code}", "declared_max": str(total), "criteria": list(rows), **more}


def data(*groups: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A set as it stands in a file."""
    return {
        "id": "thu",
        "title": "Bộ tiêu chí thử",
        "subject": "xã",
        "version": "1",
        "decision": {
            "number": "1/QĐ-UBND",
            "date": "2026",
            "authority": "UBND tỉnh",
            "title": "Quyết định",
            "annex": "Phụ lục",
        },
        "declared_max": str(sum(int(each["declared_max"]) for each in groups)),
        "groups": list(groups),
        **more,
    }


def criteria_set(*groups: dict[str, Any], **more: Any) -> CriteriaSet:
    return CriteriaSet.model_validate(data(*groups, **more))
