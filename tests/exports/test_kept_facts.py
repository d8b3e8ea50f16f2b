"""Lines of units that come mixed are read again unit by unit, in their order."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from exports.kept_facts import KeptFacts

LINES = st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=20).map(bytes.hex)), max_size=40)


@given(LINES)
def test_every_unit_has_its_own_lines_in_order(lines: list[tuple[str, str]]) -> None:
    kept = KeptFacts(BytesIO())
    for unit, line in lines:
        kept.keep(unit, line.encode())
    assert list(kept.units()) == list(dict.fromkeys(unit for unit, _ in lines))
    for unit in "abc":
        assert [line.decode().strip() for line in kept.of(unit)] == [
            line for own, line in lines if own == unit
        ]
