"""Terms of the printed procedures as days."""

from __future__ import annotations

from datetime import date

import pytest

from criteria.procedure_files import find_procedures, load_procedure
from criteria.procedures import Procedure, Term
from criteria.terms import Due, day_of, resolve
from criteria.workdays import load_calendar

CALENDAR = load_calendar()
PROCEDURES = {name: load_procedure(name) for name in find_procedures()}


def terms(procedure: Procedure) -> list[Term]:
    spans = [term for span in procedure.calendar for term in (span.first, span.last)]
    return spans + [stage.due for stage in procedure.stages if stage.due]


def due(text: str = "x", year: int = 2026, **more: object) -> Due:
    anchors = {"nhận phiếu": date(2026, 8, 28), "công bố": date(2026, 11, 23)}
    found = resolve(Term.model_validate({"text": text, **more}), year, anchors, CALENDAR)
    assert found is not None
    return found


@pytest.mark.parametrize("year", [2024, 2026, 2028])
@pytest.mark.parametrize("name", PROCEDURES)
def test_all_printed_terms_resolve(name: str, year: int) -> None:
    for term in terms(PROCEDURES[name]):
        found = resolve(term, year, {term.after: date(year, 11, 9)}, CALENDAR)
        assert found is not None
        assert "/" in found.said


def test_kien_giang_2026() -> None:
    found = [day_of(term, 2026) for term in terms(PROCEDURES["kien-giang"])]
    assert found == [
        date(2025, 12, 1), date(2026, 11, 30), date(2026, 11, 14), date(2026, 12, 30), date(2027, 3, 30),
        date(2026, 12, 30),
    ]  # fmt: skip


def test_before_a_day_ends_on_the_one_before() -> None:
    assert due(on="12-31", before="true") == Due(
        last_day=date(2026, 12, 30),
        said="Trước ngày 31/12/2026: ngày cuối là 30/12/2026",
    )
    assert due(on="01-01", before="true", year=2027).last_day == date(2026, 12, 31)


def test_printed_day_stays_on_a_day_off_and_names_the_working_day_before() -> None:
    found = due(on="11-15", before="true")
    assert found.last_day == date(2026, 11, 14)
    assert found.said == (
        "Trước ngày 15/11/2026: ngày cuối là 14/11/2026, là ngày nghỉ (Thứ Bảy); "
        "ngày làm việc cuối là 13/11/2026"
    )


def test_working_days_after_an_anchor() -> None:
    found = due(days=10, counting="working", after="nhận phiếu")
    assert found.last_day == date(2026, 9, 16)
    assert found.said.startswith("10 ngày làm việc kể từ ngày nhận phiếu 28/08/2026: từ 03/09 đến 16/09/2026")


def test_calendar_days_end_on_a_working_day() -> None:
    found = due(days=5, after="công bố")
    assert found.last_day == date(2026, 11, 30)
    assert found.said == (
        "5 ngày kể từ ngày công bố 23/11/2026: đến 28/11/2026 là ngày nghỉ (Thứ Bảy) nên đến hết 30/11/2026"
    )
    assert due(days=3, after="công bố").said == "3 ngày kể từ ngày công bố 23/11/2026: đến 26/11/2026"


def test_without_its_anchor_a_term_has_no_day() -> None:
    term = Term(text="x", days=10, after="nhận")
    assert resolve(term, 2026, {}, CALENDAR) is None
    with pytest.raises(ValueError, match="names no day: it needs its anchor, 'nhận'"):
        day_of(term, 2026)


@pytest.mark.parametrize(
    ("on", "before", "year", "day"),
    [
        ("02-29", False, 2024, date(2024, 2, 29)),
        ("02-29", False, 2026, date(2026, 2, 28)),
        ("02-29", True, 2024, date(2024, 2, 28)),
        ("02-29", True, 2026, date(2026, 2, 28)),
        ("03-01", True, 2024, date(2024, 2, 29)),
        ("03-01", True, 2026, date(2026, 2, 28)),
    ],
)
def test_leap_years(on: str, year: int, day: date, *, before: bool) -> None:
    assert day_of(Term(text="x", on=on, before=before), year) == day
