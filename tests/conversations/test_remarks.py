"""A unit's difficulties and proposals: asked once, never in the way, nobody else's, and only text."""

from __future__ import annotations

import pytest
from hypothesis import given

from conversations.dossier import remarks
from conversations.phrases import remarks as words
from criteria.vietnamese import clean
from scoring import facts
from scoring.facts import ActRefused, AnswerGiven, Claim, RemarkGiven, Scope
from tests.conversations.desks import House, ready, text_of
from tests.conversations.test_hostile_texts import TEXTS, assert_clean
from tests.conversations.test_people import code_told

HOA, BINH, HAI = "web:hoa", "web:binh", "web:hai"


def asked(topic: str = "difficulties") -> House:
    """An officer who is asked for it."""
    house = ready(HOA)
    house.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "7000", "b": "8500"})))
    house.press_payload(HOA, f"rmask:{topic}")
    return house


def said(house: House) -> dict[str, str]:
    return dict(house.submission().remarks)


# --- what is typed -------------------------------------------------------------------------------------


@given(TEXTS)
def test_what_is_recorded_is_tidy(text: str) -> None:
    tidied = remarks.tidy(text)
    assert tidied == clean(tidied) == remarks.tidy(tidied)
    assert "\t" not in tidied
    assert "\n\n\n" not in tidied


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "<b>x</b> &amp; <script>",
        "a\x00\x07b",
        "\u202egpj.exe",
        "{ PAGE }",
        "1/2",
    ],
)
def test_any_text_is_taken_as_text(text: str) -> None:
    house = asked("proposals")
    house.say(HOA, text)
    assert said(house) == {"proposals": clean(text)}
    assert_clean(house.journal[-1][1])


def test_lines_are_kept() -> None:
    house = asked()
    house.say(HOA, "  Thiếu máy.\r\n\r\n\r\n\r\n- Thôn 1\t\n- Thôn 2  \n")
    assert said(house) == {"difficulties": "Thiếu máy.\n\n- Thôn 1\n- Thôn 2"}


@pytest.mark.parametrize("limit", [4000, 200_000])
def test_a_text_that_is_too_long_is_said_to_be_and_can_be_sent_again(limit: int) -> None:
    house = asked()
    house.limits = house.limits.model_copy(update={"text_characters": limit})
    house.say(HOA, "Thiếu máy. " * 9_000)
    assert said(house) == {}
    assert "nên chưa được ghi" in house.last(HOA).body
    longest = "a" * (remarks.LENGTH.stop - 1)
    house.say(HOA, longest)
    assert said(house) == {"difficulties": longest}
    house.say(HOA, "/khokhan")
    assert longest in house.last(HOA).body


@pytest.mark.parametrize("text", ["không", "Không có", "KHÔNG CÓ GÌ.", "ko"])
def test_nothing_is_a_full_answer(text: str) -> None:
    house = asked()
    house.say(HOA, text)
    assert said(house) == {"difficulties": words.NOTHING_TEXT}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("điểm", "Điểm tạm tính"),
        ("nộp", "Nộp hồ sơ"),
        ("mục lục", "Mục lục"),
        ("câu 3.1", "3.1"),
        ("3.1", "3.1"),
    ],
)
def test_a_wish_is_no_remark(text: str, heard: str) -> None:
    house = asked()
    house.say(HOA, text)
    assert said(house) == {}
    assert house.session(HOA).place != "remarking"
    assert heard in house.last(HOA).title


def test_a_bare_yes_says_nothing_yet() -> None:
    house = asked()
    house.say(HOA, "có ạ")
    assert said(house) == {}
    assert words.WHICH in house.last(HOA).body
    house.say(HOA, "thiếu máy")
    assert said(house) == {"difficulties": "thiếu máy"}


def test_whoever_does_something_else_is_not_asked_any_more() -> None:
    house = asked()
    house.press_payload(HOA, "toc")
    house.say(HOA, "3.1")
    assert said(house) == {}
    assert "3.1" in house.last(HOA).title


def test_a_file_is_no_remark_and_the_talk_goes_on() -> None:
    house = asked()
    house.send(HOA, "bao-cao.pdf")
    assert house.last(HOA).buttons
    assert (said(house), house.submission().evidence) == ({}, {})


# --- never in the way ----------------------------------------------------------------------------------


def test_the_question_stands_on_the_card_until_it_is_answered() -> None:
    house = asked()
    house.say(HOA, "/nop")
    assert words.ASK_FIRST in house.last(HOA).body
    house.press(HOA, words.BOTH)
    house.press(HOA, words.NOTHING)
    house.press(HOA, words.SKIP)
    house.press(HOA, "Nộp hồ sơ")
    assert words.ASK_FIRST not in house.last(HOA).body
    assert "Khó khăn, vướng mắc: Không có." in house.last(HOA).body
    house.press(HOA, "Nộp")
    assert house.submission().state == "submitted"


def test_an_old_button_neither_overwrites_nor_removes() -> None:
    house = asked()
    house.say(HOA, "Thiếu máy")
    for payload in ("rmnone:difficulties", "rmkeep:difficulties", "rmdrop:difficulties:00000000"):
        house.press_payload(HOA, payload)
        assert said(house) == {"difficulties": "Thiếu máy"}
        assert "Thiếu máy" in house.last(HOA).body


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten() -> None:
    house = asked()
    house.record(RemarkGiven(topic="difficulties", text="Đường truyền yếu"))
    house.say(HOA, "Thiếu máy")
    assert said(house) == {"difficulties": "Đường truyền yếu"}
    assert words.MEANWHILE in house.last(HOA).body
    house.say(HOA, "Thiếu máy, đường truyền yếu")
    assert said(house) == {"difficulties": "Thiếu máy, đường truyền yếu"}


def test_the_last_round_is_offered_again() -> None:
    house = ready(HOA)
    house.record(RemarkGiven(topic="proposals", text="Cấp máy\ncho thôn"))
    house.earlier, house.submissions = dict(house.submissions), {}
    house.say(HOA, "/khokhan")
    assert words.KEEP_BEFORE not in text_of(house.last(HOA))
    house.say(HOA, "bỏ qua")
    assert "Cấp máy\ncho thôn" in house.last(HOA).body
    house.press(HOA, words.KEEP_BEFORE)
    assert said(house) == {"proposals": "Cấp máy\ncho thôn"}


# --- whose it is, and until when -----------------------------------------------------------------------


def test_a_colleague_with_single_criteria_only_reads() -> None:
    house = asked()
    house.say(HOA, "/giao 3.1 Lê Bình")
    house.start(BINH, code_told(house, HOA))
    house.press_payload(BINH, "rmnone:difficulties")
    assert (said(house), house.journal[-1][1]) == ({}, ActRefused(act="rmnone", why="scope"))
    house.say(BINH, "/khokhan")
    assert words.NOT_ASSIGNED in house.last(BINH).body


def test_a_returned_dossier_can_be_changed_and_a_locked_one_only_read() -> None:
    house = asked()
    house.say(HOA, "Thiếu máy")
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"))
    house.say(HOA, "Cấp máy")
    assert said(house) == {"difficulties": "Thiếu máy"}
    assert words.LOCKED["submitted"] in house.last(HOA).body
    house.record(facts.AnswerReturned(item="3.1", version=1, reason="Mờ"))
    house.record(facts.SubmissionReturned(items=("3.1",)))
    house.press_payload(HOA, "rmask:proposals")
    house.say(HOA, "Cấp máy")
    assert said(house) == {"difficulties": "Thiếu máy", "proposals": "Cấp máy"}
    house.say(HOA, "/xuat")
    house.press(HOA, words.BOTH)
    assert "Cấp máy" in house.last(HOA).body


@pytest.mark.parametrize(("criteria", "read"), [((), True), (("3.1",), False)])
def test_who_verifies_single_criteria_does_not_read_them(criteria: tuple[str, ...], read: bool) -> None:
    house = asked()
    house.say(HOA, "Thiếu máy")
    house.join(HAI, "reviewer", name="Trần Hai", scope=Scope(criteria=criteria))
    house.join("web:khac", "reviewer", name="Trần Khác")
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"))
    house.say(HAI, "/hoso lac-dao")
    assert ("Thiếu máy" in house.last(HAI).body) == read
    house.press_payload(HAI, "rvsay:::lac-dao")
    assert ("Thiếu máy" in house.last(HAI).body) == read
    assert any(isinstance(fact, ActRefused) for _, fact in house.journal) != read


def test_the_journal_reads_it_out() -> None:
    house = asked()
    house.join("web:quan", "administrator", "", "Lê Thu Quản")
    house.say(HOA, "Thiếu máy,\nthiếu người")
    house.say(HOA, "/khokhan")
    house.press(HOA, "Sửa khó khăn")
    house.press(HOA, words.REMOVE)
    house.say("web:quan", "/nhatky lac-dao")
    assert "ghi khó khăn, vướng mắc: “Thiếu máy, thiếu người”." in house.last("web:quan").body
    assert "ghi khó khăn, vướng mắc: xóa nội dung đã ghi." in house.last("web:quan").body
