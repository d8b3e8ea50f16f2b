"""Rounds of a year: what Hà Giang asks when, and days that no calendar has."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from criteria import loader
from criteria.criterion import Cadence
from criteria.due import DueError, Every, Period, asked_in, due, due_of
from criteria.schema import CriteriaSet
from tests.criteria.samples import CHOICE, criteria_set, group, row

SO, HUYEN = loader.load("ha-giang-so"), loader.load("ha-giang-huyen")
EVERY: tuple[Every, ...] = ("year", "quarter", "month")


def periods(every: Every, year: int) -> list[Period]:
    found = [Period.around(date(year, 1, 1), every)]
    while (later := found[-1].following()).year == year:
        found.append(later)
    return found


@pytest.mark.parametrize(
    ("code", "name", "first", "last", "next_one"),
    [
        ("2026", "năm 2026", date(2026, 1, 1), date(2026, 12, 31), "2027"),
        ("2026-Q3", "quý III/2026", date(2026, 7, 1), date(2026, 9, 30), "2026-Q4"),
        ("2026-Q1", "quý I/2026", date(2026, 1, 1), date(2026, 3, 31), "2026-Q2"),
        ("2026-Q4", "quý IV/2026", date(2026, 10, 1), date(2026, 12, 31), "2027-Q1"),
        ("2026-07", "tháng 7/2026", date(2026, 7, 1), date(2026, 7, 31), "2026-08"),
        ("2026-01", "tháng 1/2026", date(2026, 1, 1), date(2026, 1, 31), "2026-02"),
        ("2024-02", "tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29), "2024-03"),
        ("2026-02", "tháng 2/2026", date(2026, 2, 1), date(2026, 2, 28), "2026-03"),
    ],
)
def test_period(code: str, name: str, first: date, last: date, next_one: str) -> None:
    period = Period.of(code)
    assert (period.code, period.name, period.first, period.last) == (code, name, first, last)
    assert period.following().code == next_one


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(EVERY))
def test_periods_follow_each_other(day: date, every: Every) -> None:
    period = Period.around(day, every)
    assert period.first <= day <= period.last
    assert period.following().first == period.last + timedelta(days=1)
    assert period in periods(every, day.year)
    assert Period.of(period.code) == period
    assert period.every == every


@pytest.mark.parametrize(
    "code", ["", "26", "2026-Q5", "2026-13", "2026-7", "2026-Q", "0000", "9999", "2026 "]
)
def test_no_such_period(code: str) -> None:
    with pytest.raises(DueError, match="write it like 2026, 2026-Q3 or 2026-07"):
        Period.of(code)


def test_period_is_not_two_things() -> None:
    with pytest.raises(ValidationError, match="a quarter or a month, not both"):
        Period(year=2026, quarter=1, month=1)


@pytest.mark.parametrize(
    ("every", "text", "period", "day"),
    [
        ("month", "15", "2026-07", date(2026, 7, 15)),
        ("month", "28", "2026-02", date(2026, 2, 28)),
        ("quarter", "15", "2026-Q3", date(2026, 9, 15)),
        ("quarter", "30", "2026-Q2", date(2026, 6, 30)),
        ("year", "01/07", "2026", date(2026, 7, 1)),
        ("year", "15/11", "2024", date(2024, 11, 15)),
        ("year", "", "2026", None),
    ],
)
def test_due(every: Every, text: str, period: str, day: date | None) -> None:
    assert due(Cadence(every=every, due=text), Period.of(period)) == day


@pytest.mark.parametrize(
    ("every", "text", "says"),
    [
        ("year", "31/11", "'31/11' is no day of every year: write day and month, like 15/11"),
        ("year", "29/02", "'29/02' is no day of every year"),
        ("year", "15", "'15' is no day of every year"),
        ("year", "15/13", "'15/13' is no day of every year"),
        ("month", "29", "'29' is no day of every month: write a day from 1 to 28, like 15"),
        ("month", "0", "'0' is no day of every month"),
        ("month", "15/11", "'15/11' is no day of every month"),
        ("month", "²", "'²' is no day of every month"),
        ("quarter", "31", "'31' is no day of every quarter: write a day from 1 to 30, like 15"),
    ],
)
def test_impossible_days_say_what_to_write(every: Every, text: str, says: str) -> None:
    for period in periods(every, 2024):
        with pytest.raises(ValueError, match=re.escape(says)):
            due(Cadence(every=every, due=text), period)


def test_wrong_period_and_wrong_criterion_are_named() -> None:
    with pytest.raises(DueError, match="2026 is no period of what is due every month"):
        due(Cadence(every="month", due="15"), Period.of("2026"))
    cadence = {"text": "x", "every": "month", "due": "31"}
    asked = criteria_set(group("1", row("1.1", CHOICE, cadence=cadence)))
    with pytest.raises(DueError, match=r"criterion 1\.1: due '31' is no day of every month"):
        due_of(asked.criteria[0], Period.of("2026-05"))


@pytest.mark.parametrize("criteria", [SO, HUYEN], ids=["so", "huyen"])
def test_ha_giang_asks_each_criterion_in_a_round_of_its_own_cadence(criteria: CriteriaSet) -> None:
    asked = {every: asked_in(criteria, periods(every, 2026)[0]) for every in EVERY}
    assert all({each.cadence.every for each in found} == {every} for every, found in asked.items())
    assert sum(len(found) for found in asked.values()) == len(criteria.criteria)
    year = {due_of(each, Period.of("2026")) for each in asked["year"]}
    assert year == {date(2026, 7, 1), date(2026, 11, 15)}


def test_due_of_a_printed_criterion() -> None:
    assert due_of(SO.by_id["1.3"], Period.of("2026-Q3")) == date(2026, 9, 15)
    assert due_of(SO.by_id["1.1"], Period.of("2026")) == date(2026, 7, 1)


def test_a_set_without_a_cadence_is_asked_once_a_year() -> None:
    criteria = loader.load("lac-dao-xa")
    assert asked_in(criteria, Period.of("2026")) == criteria.criteria
    assert {due_of(each, Period.of("2026")) for each in criteria.criteria} == {None}
