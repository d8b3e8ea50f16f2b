"""The journal's chain is the same for the database and for whoever opens a package."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.chain import START, chain, chained, fact_of
from scoring.facts import SubmissionVerified

ROWS = st.tuples(st.integers(1, 10**12), st.lists(st.text(), min_size=8, max_size=8).map(tuple))


@given(ROWS)
def test_a_row_and_its_line_have_the_same_hash(row: tuple[int, tuple[str, ...]]) -> None:
    seq, fields = row
    own = chain(START, seq, fields)
    line = json.dumps((seq, *fields, own), ensure_ascii=False, separators=(",", ":"))
    assert chained(START, line.encode()) == own
    assert chained(own, line.encode()) == chain(own, seq, fields) != own


def test_a_body_of_another_kind_is_no_fact() -> None:
    body = SubmissionVerified(verified="1").model_dump_json()
    assert fact_of("submission_verified", body) == SubmissionVerified(verified="1")
    with pytest.raises(ValueError, match="its kind is answer_given"):
        fact_of("answer_given", body)
