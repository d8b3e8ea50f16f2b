"""What is made public: the publication as it was, group points only where they still add up to it."""

from __future__ import annotations

from exports.public_results import public_results
from scoring import publishing
from scoring.claims import ZERO
from scoring.facts import Unit
from scoring.publishing import Ground
from scoring.standings import standing
from tests.exports.publishing_samples import AT, HEAD, ground, published, reviewed, thirty
from tests.exports.samples import SET, ratio

UNITS = [
    Unit(code="a", name="Xã Ổi", block="Xã"),
    Unit(code="b", name="Xã An", block="Xã"),
    Unit(code="c", name="Xã Ơn", block="Xã"),
    Unit(code="d", name="Phường Đông", block="Phường"),
]
POINTS = {"a": 50, "b": 90, "d": 70}


def test_a_publication_is_shown_as_it_was() -> None:
    after = published(ground(UNITS, POINTS))
    found = public_results(after, head="0" * 64, at=AT)
    assert found.publication == after.campaign.publications[-1]
    assert (found.digest, found.head) == (found.publication.digest, HEAD)
    assert [block.name for block in found.blocks] == ["Xã", "Phường"]
    first, second, last = found.blocks[0].units
    assert [(u.code, u.rank, u.total, u.order) for u in (first, second, last)] == [
        ("b", 1, thirty(90), 0), ("a", 2, thirty(50), 1), ("c", 0, None, 2),
    ]  # fmt: skip
    assert first.groups == (thirty(90), ZERO)
    assert last.groups is None
    assert last.why == publishing.NOT_SUBMITTED
    assert list(found.blocks[0].groups()) == [((thirty(90) + thirty(50)) / 2, thirty(90)), (0, 0)]


def test_before_publication_it_is_a_draft_of_what_stands() -> None:
    draft = ground(UNITS, POINTS)
    found = public_results(draft, head="0" * 64, at=AT)
    assert found.publication is None
    assert found.head == "0" * 64
    assert found.digest == publishing.digest(publishing.placings(draft))
    assert found.blocks == public_results(published(draft), head="", at=AT).blocks


def test_groups_that_no_longer_add_up_are_left_out() -> None:
    after = published(ground(UNITS, POINTS))
    upheld = standing(SET, reviewed(ratio(60, 100).model_copy(update={"unit": "a"})))
    moved = Ground(after.campaign, SET, None, {**after.rows, "a": upheld})
    units = {u.code: u for u in public_results(moved, head="", at=AT).blocks[0].units}
    assert units["a"].total == thirty(50)
    assert units["a"].groups is None
    assert units["b"].groups is not None


def test_a_unit_that_joined_after_the_publication_is_not_in_it() -> None:
    after = published(ground(UNITS, POINTS))
    units = {**after.campaign.units, "n": Unit(code="n", name="Xã Mới", block="Xã")}
    later = Ground(after.campaign.model_copy(update={"units": units}), SET, None, after.rows)
    found = public_results(later, head="", at=AT)
    assert [unit.code for unit in found.blocks[0].units] == ["b", "a", "c"]
