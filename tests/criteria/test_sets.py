"""The published sets against what is known of their prints."""

from __future__ import annotations

from fractions import Fraction

import pytest

from criteria import loader
from criteria.schema import Choice, CriteriaSet, Highest, Ratio, Tiers

SETS = {name: loader.load(name) for name in loader.find_sets()}
LAC_DAO = SETS["lac-dao-xa"]


@pytest.mark.parametrize("criteria", SETS.values(), ids=SETS)
def test_set_has_what_belongs_to_it(criteria: CriteriaSet) -> None:
    folder = loader.find(criteria.id)
    assert {"set.yaml", "decision.md", "examples.yaml", "CHANGELOG.md"} <= {p.name for p in folder.iterdir()}
    log = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {criteria.version}" in log


@pytest.mark.parametrize("criteria", SETS.values(), ids=SETS)
def test_every_criterion_has_name_clause_and_maximum(criteria: CriteriaSet) -> None:
    for item in criteria.criteria:
        assert item.max > 0, item.id
        assert item.name.strip(), item.id
        assert item.quote.strip(), item.id


@pytest.mark.parametrize("criteria", SETS.values(), ids=SETS)
def test_every_note_says_why(criteria: CriteriaSet) -> None:
    notes = [*criteria.notes, *(note for item in criteria.criteria for note in item.notes)]
    assert all(note.ruling and note.why for note in notes)


def test_lac_dao_is_whole() -> None:
    assert [group.declared_max for group in LAC_DAO.groups] == [100, 100, 100, 100, 100, 200, 150, 150]
    assert [len(group.criteria) for group in LAC_DAO.groups] == [5, 5, 3, 7, 2, 6, 7, 5]
    assert LAC_DAO.computed_max == LAC_DAO.declared_max == 1000
    assert LAC_DAO.criteria[-1].id == "8.5"
    assert not LAC_DAO.lost


def test_lac_dao_maxima_as_printed() -> None:
    printed = [20] * 10 + [35, 35, 30, 20, 20, 20, 10, 10, 10, 10, 50, 50]
    printed += [30, 40, 40, 20, 40, 30, 30, 20, 25, 15, 15, 25, 20, 30, 30, 30, 30, 30]
    assert [item.max for item in LAC_DAO.criteria] == printed


def test_lac_dao_asks_shared_figures_once() -> None:
    linked = {
        f"{item.id}.{each.key}": each.same_as
        for item in LAC_DAO.criteria
        for each in item.inputs
        if each.same_as
    }
    assert linked == {
        "3.1.b": ("1.4",),
        "3.2.b": ("1.6",),
        "4.2.b": ("1.7",),
        "4.4.b": ("1.9", "1.10"),
        "4.5.b": ("1.5",),
        "4.6.b": ("1.4",),
        "7.1.b": ("1.15",),
        "7.2.b": ("1.15",),
        "7.3.b": ("1.14",),
        "7.4.b": ("1.14",),
        "7.5.b": ("1.16",),
        "7.7.b": ("1.19",),
        "8.2.b": ("8.1.b",),
        "8.3.b": ("1.6",),
    }


def test_lac_dao_targets_floors_and_comparisons() -> None:
    rules = {item.id: item.rule for item in LAC_DAO.criteria}
    targets = {key: rule.target for key, rule in rules.items() if isinstance(rule, Ratio) and rule.target}
    assert targets == {
        "4.7": Fraction(1, 2),
        "6.3": Fraction(4, 5),
        "7.1": Fraction(1, 10),
        "7.2": Fraction(1, 2),
        "7.3": Fraction(4, 5),
        "7.5": Fraction(1, 2),
        "7.6": Fraction(1, 20),
        "7.7": Fraction(1, 400),
        "8.1": Fraction(4, 5),
        "8.2": Fraction(1, 2),
    }
    assert {key: r.floor for key, r in rules.items() if isinstance(r, Ratio) and r.floor} == {
        "6.5": Fraction(3, 5)
    }
    assert {key for key, rule in rules.items() if isinstance(rule, Highest)} == {"4.6", "8.4", "8.5"}
    assert {key for key, rule in rules.items() if isinstance(rule, Tiers)} == {"1.3", "1.5"}
    assert sum(isinstance(rule, Choice) for rule in rules.values()) == 13
