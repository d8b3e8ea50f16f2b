"""/lich: printed steps with their dates, days off, due days, and the unit's own extension."""

from __future__ import annotations

import pytest

from conversations.year import timetable
from criteria import loader, pairing, procedure_files
from scoring.campaigns import Campaign
from scoring.facts import ExtensionGiven
from tests.conversations.desks import calendar, text_of
from tests.conversations.test_reminding import ADMIN, OFFICER, at, house


def test_printed_steps_have_dates_and_say_how_they_are_counted() -> None:
    said = timetable.lines(procedure_files.load_procedure("kien-giang"), 2026, calendar())
    text = "\n".join(said)
    assert "Các bước theo quyết định, năm đánh giá 2026:" in said
    assert "trước ngày 31/12/2026: ngày cuối là 30/12/2026" in text
    assert "trước ngày 31/03/2027: ngày cuối là 30/03/2027" in text
    assert "{" not in text


def test_every_procedure_can_be_shown() -> None:
    for name in ("kien-giang", "nam-dong-xa", "nam-dong-co-quan"):
        found = procedure_files.load_procedure(name)
        said = timetable.lines(found, 2027, calendar())
        assert len(said) >= len(found.stages)
        assert all(stage.name in "\n".join(said) for stage in found.stages)


@pytest.mark.parametrize(
    ("set_id", "block", "own"),
    [
        ("kien-giang-xa", "03", "cấp xã"),
        ("kien-giang-huyen", "02", "mẫu biểu"),
        ("kien-giang-tinh", "01", "mẫu biểu"),
    ],
)
def test_steps_of_other_blocks_come_last_and_say_whose(set_id: str, block: str, own: str) -> None:
    procedure = procedure_files.load_procedure("kien-giang")
    assert pairing.block_of(loader.load(set_id), procedure) == block
    said = timetable.lines(procedure, 2026, calendar(), block)
    at_others = next(n for n, line in enumerate(said) if line.startswith("Các bước của khối khác"))
    assert own in "\n".join(said[:at_others])
    assert own not in "\n".join(said[at_others + 1 :])


def test_where_no_block_is_told_apart_every_step_is_shown() -> None:
    procedure = procedure_files.load_procedure("nam-dong-xa")
    assert pairing.block_of(loader.load("lac-dao-xa"), procedure) == "xa"
    assert (
        pairing.block_of(loader.load("lac-dao-xa"), procedure_files.load_procedure("nam-dong-co-quan")) == ""
    )
    assert not any("khối khác" in line for line in timetable.lines(procedure, 2026, calendar(), "xa"))


def test_the_assessment_year() -> None:
    now = at(12, 1).date()
    assert timetable.year_of(Campaign(id="k", period="2025-Q4", name="Năm 2026"), now) == 2025
    assert timetable.year_of(Campaign(id="k", name="Chuyển đổi số 2025", deadline="2026-01-15"), now) == 2025
    assert timetable.year_of(Campaign(id="k", deadline="2027-01-15"), now) == 2027
    assert timetable.year_of(Campaign(id="k"), now) == 2026


def test_a_unit_sees_its_own_deadline_and_the_days_that_do_not_count() -> None:
    found = house("2027-02-15", "officer", "administrator")
    found.procedure = procedure_files.load_procedure("kien-giang")
    found.clock = at(1, 4, year=2027)
    found.decree(ExtensionGiven(units=("lac-dao",), deadline="2027-02-19", reason="Mưa lũ"))
    found.say(OFFICER, "/lich")
    text = text_of(found.last(OFFICER))
    assert "Hạn nộp: 19/02/2027 (thứ Sáu), còn 29 ngày làm việc." in text
    assert "Đơn vị được gia hạn đến 19/02/2027 (thứ Sáu). Lý do: Mưa lũ" in text
    assert "Ngày nghỉ từ nay đến hạn (ngoài thứ Bảy, Chủ nhật): 04/02–10/02 (Tết Nguyên đán)." in text
    assert "Các bước theo quyết định, năm đánh giá 2026:" in text
    found.say(ADMIN, "/lich")
    assert "Hạn nộp: 15/02/2027" in text_of(found.last(ADMIN))


def test_days_made_up_for_are_named() -> None:
    found = house("2026-09-04", "officer")
    found.clock = at(8, 20)
    found.say(OFFICER, "/lich")
    text = text_of(found.last(OFFICER))
    assert "Ngày làm bù: 22/08/2026 (làm bù ngày 31/08/2026)." in text
    assert "31/08 (nghỉ hoán đổi, làm bù ngày 22/08/2026), 01/09–02/09 (Quốc khánh)" in text


def test_nothing_has_a_date() -> None:
    found = house("", "officer")
    found.say(OFFICER, "/lich")
    assert "Chưa có mốc thời gian nào." in text_of(found.last(OFFICER))
