"""Working days: Tết, swapped days, an authority's own file, and counting as properties."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.files import CriteriaError
from criteria.special_days import packaged, parse_day
from criteria.workdays import Calendar, load_calendar, local_day

CALENDAR = load_calendar()
DAYS = st.dates(date(1996, 1, 1), date(2098, 12, 31))
COUNTS = st.integers(0, 90)


def off_on_weekdays(first: date, last: date) -> list[str]:
    days = [first + timedelta(days=k) for k in range((last - first).days + 1)]
    return [f"{day:%d/%m}" for day in days if day.weekday() < 5 and not CALENDAR.is_working(day)]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, ["08/02", "09/02", "12/02", "13/02", "14/02"]),
        (2025, ["27/01", "28/01", "29/01", "30/01", "31/01"]),
        (2026, ["16/02", "17/02", "18/02", "19/02", "20/02"]),
        (2027, ["04/02", "05/02", "08/02", "09/02", "10/02"]),
    ],
)
def test_tet(year: int, days: list[str]) -> None:
    assert off_on_weekdays(date(year, 1, 11), date(year, 3, 1)) == days
    assert CALENDAR.reason(date(year, *map(int, reversed(days[0].split("/"))))) == "Tết Nguyên đán"


def test_rest_of_2026() -> None:
    assert off_on_weekdays(date(2026, 1, 1), date(2026, 2, 1)) == ["01/01", "02/01"]
    found = off_on_weekdays(date(2026, 3, 1), date(2026, 12, 31))
    assert found == ["27/04", "30/04", "01/05", "31/08", "01/09", "02/09", "24/11"]
    worked = [day for day in CALENDAR.specials(2026) if day.what == "work"]
    assert [day.day for day in worked] == [date(2026, 1, 10), date(2026, 8, 22)]


@pytest.mark.parametrize(
    ("off", "made_up", "in_package"),
    [
        (date(2024, 4, 29), date(2024, 5, 4), True),
        (date(2025, 5, 2), date(2025, 4, 26), True),
        (date(2026, 1, 2), date(2026, 1, 10), False),
        (date(2026, 8, 31), date(2026, 8, 22), True),
        (date(2018, 12, 31), date(2019, 1, 5), True),
        (date(2015, 1, 2), date(2014, 12, 27), True),
    ],
)
def test_swapped_days(off: date, made_up: date, *, in_package: bool) -> None:
    assert (CALENDAR.is_working(off), CALENDAR.is_working(made_up)) == (False, True)
    assert CALENDAR.reason(off) == f"nghỉ hoán đổi, làm bù ngày {made_up:%d/%m/%Y}"
    assert CALENDAR.reason(made_up) == f"làm bù ngày {off:%d/%m/%Y}"
    assert (off in packaged(off.year), made_up in packaged(made_up.year)) == (in_package, in_package)


def test_swaps_come_in_pairs() -> None:
    for year in range(1996, 2030):
        for each in CALENDAR.specials(year):
            if "làm bù ngày" in each.reason:
                other = parse_day(each.reason[-10:])
                assert CALENDAR.is_working(other) != CALENDAR.is_working(each.day)
                assert CALENDAR.reason(other).endswith(f"{each.day:%d/%m/%Y}")


def test_reasons() -> None:
    days = {
        date(2026, 1, 3): "Thứ Bảy", date(2026, 1, 4): "Chủ nhật", date(2026, 1, 5): "",
        date(2026, 9, 2): "Quốc khánh", date(2026, 4, 27): "nghỉ bù Ngày Giỗ Tổ Hùng Vương",
        date(2026, 1, 1): "Tết Dương lịch", date(2025, 2, 1): "Tết Nguyên đán",
    }  # fmt: skip
    assert {day: CALENDAR.reason(day) for day in days} == days


@given(DAYS, COUNTS)
def test_adding_then_counting(day: date, n: int) -> None:
    end = CALENDAR.add_working(day, n)
    assert CALENDAR.working_between(day, end) == n
    assert CALENDAR.working_between(end, day) == -n
    assert n == 0 or CALENDAR.is_working(end)


@given(DAYS, COUNTS)
def test_back_undoes_adding_from_a_working_day(day: date, n: int) -> None:
    start = CALENDAR.first_working_on_or_after(day)
    assert CALENDAR.back(CALENDAR.add_working(start, n), n) == start
    assert CALENDAR.add_working(CALENDAR.back(start, n), n) == start


@given(DAYS)
def test_neighbours(day: date) -> None:
    before, after = CALENDAR.last_working_on_or_before(day), CALENDAR.first_working_on_or_after(day)
    assert before <= day <= after
    assert (before == day) == (after == day) == CALENDAR.is_working(day)
    assert CALENDAR.add_working(before, 1) == after or before == after


@given(DAYS, st.integers(1, 60))
def test_every_day_of_a_counting_is_counted_or_skipped(day: date, n: int) -> None:
    counting = CALENDAR.counted(day, n)
    assert (counting.last - day).days == n + len(counting.skipped)
    assert all(each.reason and day < each.day < counting.last for each in counting.skipped)
    assert counting.first == CALENDAR.add_working(day, 1)


SAID = {
    (date(2026, 8, 28), 10): (
        "10 ngày làm việc kể từ ngày nhận 28/08/2026: từ 03/09 đến 16/09/2026, "
        "không tính 31/08 (nghỉ hoán đổi, làm bù ngày 22/08/2026), 01/09–02/09 (Quốc khánh), "
        "3 thứ Bảy, 3 Chủ nhật"
    ),
    (date(2026, 2, 10), 10): (
        "10 ngày làm việc kể từ ngày nhận 10/02/2026: từ 11/02 đến 03/03/2026, "
        "không tính 16/02–20/02 (Tết Nguyên đán), 3 thứ Bảy, 3 Chủ nhật"
    ),
    (date(2025, 12, 25), 10): (
        "10 ngày làm việc kể từ ngày nhận 25/12/2025: từ 26/12/2025 đến 10/01/2026, "
        "không tính 01/01 (Tết Dương lịch), 02/01 (nghỉ hoán đổi, làm bù ngày 10/01/2026), "
        "2 thứ Bảy, 2 Chủ nhật; tính cả 10/01 (làm bù ngày 02/01/2026)"
    ),
    (date(2026, 3, 2), 2): "2 ngày làm việc kể từ ngày nhận 02/03/2026: từ 03/03 đến 04/03/2026",
    (date(2027, 1, 29), 4): (
        "4 ngày làm việc kể từ ngày nhận 29/01/2027: từ 01/02 đến 11/02/2027, "
        "không tính 04/02–10/02 (Tết Nguyên đán), 1 thứ Bảy, 1 Chủ nhật; lịch nghỉ năm 2027 là tạm tính"
    ),
}


@pytest.mark.parametrize(("day", "n"), SAID)
def test_said(day: date, n: int) -> None:
    assert CALENDAR.counted(day, n).said == SAID[day, n]


def test_two_stretches_of_one_holiday_stay_apart() -> None:
    texts = ("01/12/2026", "03/12/2026")
    days = [{"day": text, "what": "off", "reason": "bão", "source": "x"} for text in texts]
    calendar = Calendar.model_validate({"announced": 2026, "days": days})
    assert "không tính 01/12 (bão), 03/12 (bão)" in calendar.counted(date(2026, 11, 30), 2).said


def test_leap_day_is_a_day() -> None:
    assert CALENDAR.is_working(date(2024, 2, 29))
    assert CALENDAR.add_working(date(2024, 2, 28), 1) == date(2024, 2, 29)
    assert CALENDAR.add_working(date(2025, 2, 28), 1) == date(2025, 3, 3)


@pytest.mark.parametrize("n", [-1, -5])
def test_no_negative_counts(n: int) -> None:
    with pytest.raises(ValueError, match="write 0 or more"):
        CALENDAR.add_working(date(2026, 1, 5), n)
    with pytest.raises(ValueError, match="write 1 or more"):
        CALENDAR.counted(date(2026, 1, 5), 0)


def test_years_without_holidays_are_refused() -> None:
    for day in (date(1994, 6, 1), date(2101, 6, 1)):
        with pytest.raises(ValueError, match="holidays are known from 1995 to 2100"):
            CALENDAR.is_working(day)


# files ------------------------------------------------------------------------------------------------

OWN = """announced: 2027
days:
  - {day: 24/11/2026, what: work, reason: ngày làm việc, source: Công văn 1}
  - {day: 14/12/2026, what: off, reason: bão, source: Công văn 2}
  - {day: 10/01/2026, what: off, reason: không làm bù, source: Công văn 3}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "holidays.yaml").write_text(text, encoding="utf-8")
    return folder


def test_own_file_wins(tmp_path: Path) -> None:
    own = load_calendar(tmp_path / "none", written(tmp_path, OWN))
    days = (date(2026, 11, 24), date(2026, 12, 14), date(2026, 1, 10), date(2026, 1, 2))
    assert [own.is_working(day) for day in days] == [True, False, False, False]
    assert own.reason(days[1]) == "bão"
    assert (CALENDAR.provisional(2027), own.provisional(2027), own.provisional(2028)) == (True, False, True)
    assert load_calendar(tmp_path / "none") == CALENDAR


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("14/12/2026", "31/11/2026", "'31/11/2026' is no day: write it like 02/01/2026"),
        ("14/12/2026", "2026-12-14", "write it like 02/01/2026"),
        ("what: off", "what: nghỉ", "write 'off' or 'work', not 'nghỉ'"),
        ("reason: bão", "resaon: bão", "there is no key 'resaon' here"),
        (", source: Công văn 2", "", "this key is missing"),
        ("14/12/2026", "24/11/2026", "days that stand twice: 24/11/2026"),
        ("announced: 2027", "announced: 2027\nannounced: 2028", "key 'announced' stands twice"),
    ],
)
def test_mistakes_in_a_file_have_a_line_and_a_way_on(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(CriteriaError, match=re.escape(says)) as caught:
        load_calendar(written(tmp_path, OWN.replace(old, new, 1)))
    assert re.search(r"holidays\.yaml:\d+: ", str(caught.value))


# the zone ---------------------------------------------------------------------------------------------


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Ho_Chi_Minh"])
def _zone(request: pytest.FixtureRequest) -> Iterator[None]:
    old = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    os.environ.pop("TZ") if old is None else os.environ.update(TZ=old)
    time.tzset()


@pytest.mark.usefixtures("_zone")
def test_local_day_is_vietnams_in_every_zone() -> None:
    assert local_day(datetime(2026, 8, 28, 16, 59, 59, tzinfo=UTC)) == date(2026, 8, 28)
    assert local_day(datetime(2026, 8, 28, 17, 0, tzinfo=UTC)) == date(2026, 8, 29)
    assert local_day(datetime(2026, 8, 28, 23, 59)) == date(2026, 8, 28)  # noqa: DTZ001
