"""Rows on a file are what was kept."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO

from exports.kept_rows import KeptRows
from scoring.standings import Partial, Standing

OWN = Partial((Fraction(1, 3), Fraction(2)), {"a": Fraction(5, 7)}, {"b": Fraction(0)}, ("c",), ("d",))
ROW = Standing("x1", "verified", 4, own=OWN, verified=replace(OWN, groups=(Fraction(9),)), claimed=(None,))


def test_a_row_is_exactly_what_was_kept() -> None:
    rows = KeptRows(BytesIO())
    drafted = Standing("x2", "drafting", 1, own=OWN, verified=OWN)
    rows.keep(ROW)
    rows.keep(drafted)
    assert dict(rows) == {"x1": ROW, "x2": drafted}
    assert "x3" not in rows


def test_rows_on_one_file_may_be_shared() -> None:
    file = BytesIO()
    first, second = KeptRows(file), KeptRows(file)
    second.share("x1", first.keep(ROW))
    assert second["x1"] == ROW
    assert len(second) == 1
