"""The sheet of a unit: out, filled in without a connection, and read back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scoring import facts
from scoring.facts import Claim
from tests.conversations import sheets
from tests.conversations.desks import ready, text_of
from tests.conversations.sheets import blank, fill, pressed, send, sent_and_read

CHAT = "web:hoa"
# --- out and in ----------------------------------------------------------------------------------------


def test_the_sheet_goes_out() -> None:
    made = ready(CHAT)
    made.say(CHAT, "/phieu")
    attachment = made.last(CHAT).attachment
    assert attachment is not None
    assert attachment.make == "unit-sheet:lac-dao"
    assert "Minh chứng không gửi kèm phiếu" in text_of(made.last(CHAT))


def test_differences_are_shown_and_one_press_takes_them_over() -> None:
    made = ready(CHAT)
    for text in ("câu 3.1", "7000/8500"):
        made.say(CHAT, text)
    answers = {"3.1|a": "8000", "1.1|=": "1. Trưởng ban là Bí thư/Chủ tịch xã/thị trấn", "tt.1.2": "Xóm 3"}
    content = fill(blank(made), answers, {"1.1": "Quyết định chưa kịp ký số"})
    count = len(made.journal)
    said = send(made, content)
    assert "Đây là phiếu ngoại tuyến của Xã Lạc Đạo" in said
    said = pressed(made, "Đọc phiếu")
    assert "2 câu trả lời mới, 1 câu khác" in said
    assert "• 3.1: a = 7.000; b = 8.500 → a = 8.000; b = 8.500" in said
    assert "Giải trình mới hoặc sửa: 1.1" in said
    assert "Điểm tự chấm: 28,82 → 52,94." in said
    assert len(made.journal) == count
    said = pressed(made, "Ghi vào hồ sơ")
    assert "Đã ghi 3 câu" in said
    assert "Minh chứng không đi theo phiếu" in said
    record = made.submission()
    assert record.claim("3.1") == Claim(values={"a": "8000", "b": "8500"})
    assert record.version("3.1") == 2
    assert record.explanations["1.1"] == "Quyết định chưa kịp ký số"
    assert "không còn chờ nữa" in pressed(made, "Ghi vào hồ sơ")
    assert "không có gì khác" in sent_and_read(made, content)


def test_it_can_be_kept_as_evidence_of_the_question_that_was_open() -> None:
    made = ready(CHAT)
    made.say(CHAT, "câu 3.1")
    send(made, blank(made))
    made.say(CHAT, "câu 8.4")
    said = pressed(made, "Lưu làm minh chứng câu 3.1")
    assert "phieu.xlsx" in said
    assert [piece.name for piece in made.submission().evidence["3.1"]] == ["phieu.xlsx"]
    assert "8.4" not in made.submission().evidence


def test_a_sheet_that_comes_while_a_question_is_asked_is_still_a_sheet() -> None:
    """The web chat says with every file which question was open."""
    made = ready(CHAT)
    made.say(CHAT, "câu 3.1")
    said = send(made, fill(blank(made), {"1.1|=": "2"}), item="8.4")
    assert "Đây là phiếu ngoại tuyến của Xã Lạc Đạo" in said
    assert "Lưu làm minh chứng câu 8.4" in [each.label for row in made.last(CHAT).buttons for each in row]
    assert "1 câu trả lời mới" in pressed(made, "Đọc phiếu")
    assert not made.submission().evidence


def test_a_share_that_means_two_things_is_asked_for_with_its_sign() -> None:
    said = sent_and_read(made := ready(CHAT), fill(blank(made), {"6.5|t": "0,95"}))
    assert "“0,95” có thể là 0,95% hoặc 95%; ghi kèm dấu %." in said


def test_what_changed_between_showing_and_pressing_is_shown_again() -> None:
    made = ready(CHAT)
    sent_and_read(made, fill(blank(made), {"3.1|a": 10, "3.1|b": 20}))
    made.record(facts.AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "1", "b": "20"})))
    said = pressed(made, "Ghi vào hồ sơ")
    assert "Hồ sơ hoặc phiếu đã khác" in said
    assert "a = 1; b = 20 → a = 10; b = 20" in said
    assert made.submission().claim("3.1") == Claim(values={"a": "1", "b": "20"})


def test_untouched_cells_do_not_bring_old_answers_back() -> None:
    made = ready(CHAT)
    for text in ("câu 3.1", "7000/8500"):
        made.say(CHAT, text)
    content = fill(blank(made), {"1.1|=": "2"})
    for text in ("câu 3.1", "7500/8500"):
        made.say(CHAT, text)
    said = sent_and_read(made, content)
    assert "3.1" not in said
    pressed(made, "Ghi vào hồ sơ")
    claim = made.submission().claim("3.1")
    assert claim is not None
    assert claim.values["a"] == "7500"


def test_a_changed_source_moves_what_follows_it_and_an_own_figure_stays() -> None:
    made = ready(CHAT)
    for text in ("câu 3.1", "7000/8500"):
        made.say(CHAT, text)
    sent_and_read(made, fill(blank(made), {"tt.1.4": "9000"}))
    pressed(made, "Ghi vào hồ sơ")
    assert made.submission().claim("3.1") == Claim(values={"a": "7000", "b": "9000"})
    said = sent_and_read(made, fill(blank(made), {"3.1|b": "9500"}))
    assert "chỉ đổi ở câu này" in said
    pressed(made, "Ghi vào hồ sơ")
    assert made.submission().claim("3.1") == Claim(values={"a": "7000", "b": "9500"})
    assert made.submission().claim("tt.1.4") == Claim(values={"value": "9000"})


# --- cells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("=1+1", "là công thức"),
        (date(2026, 7, 1), "Excel đã đổi thành ngày tháng"),
        (True, "là TRUE hoặc FALSE"),
        ("abc", "“abc” không phải con số"),
        (-5, "“-5” là số âm"),
        (12.5, "có phần lẻ"),
        ("khoảng 50", "không phải số chính xác"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_taken(value: Any, says: str) -> None:
    made = ready(CHAT)
    content = fill(blank(made), {"3.1|a": value, "3.1|b": "8500", "1.1|=": "1"})
    number = sheets.rows_of(sheets.opened(content))["3.1|a"]
    said = sent_and_read(made, content)
    assert f"Ô F{number} (3.1): " in said
    assert says in said
    assert "1 chỗ cần sửa" in said
    assert not made.submission().answers


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"3.1|a": "10"}, "còn trống, câu này cần đủ số"),
        ({"1.1|=": "Chắc là có"}, "“Chắc là có” không có trong danh sách"),
        ({"tt.1.2": "x" * 301}, "dài quá 300 ký tự"),
        ({"1.5|=": "1", "1.5|f": "3"}, "không dùng số này"),
    ],
)
def test_what_does_not_make_an_answer_is_named(answers: dict[str, Any], says: str) -> None:
    made = ready(CHAT)
    said = sent_and_read(made, fill(blank(made), answers))
    assert says in said
    assert not made.submission().answers


def test_merged_cells_and_short_explanations_are_named() -> None:
    made = ready(CHAT)
    sheet = sheets.opened(fill(blank(made), {"3.1|a": 10, "3.1|b": 20}, {"1.1": "ngắn"}))
    rows = sheets.rows_of(sheet)
    sheet.merge_cells(f"F{rows['3.1|a']}:F{rows['3.1|b']}")
    said = sent_and_read(made, sheets.saved(sheet))
    assert "bị gộp ô" in said
    assert "giải trình cần từ 10 đến 2000 ký tự" in said


def test_numbers_are_those_that_the_sheet_holds() -> None:
    made = ready(CHAT)
    amount = next(
        f"{c.id}|{i.key}" for c in made.criteria.criteria for i in c.inputs
        if i.type == "amount" and not i.same_as
    )  # fmt: skip
    content = fill(blank(made), {"tt.1.17": 1.234, amount: 0.1 + 0.2})
    cells = {row[0]: row[5] for _, row in sheets.read(content).lines()}
    assert cells["tt.1.17"] == "1,2340"
    assert cells[amount] == "0,3"


def test_an_unusual_figure_is_pointed_out_and_an_emptied_cell_takes_nothing_back() -> None:
    made = ready(CHAT)
    for text in ("câu 1.1", "1"):
        made.say(CHAT, text)
    said = sent_and_read(made, fill(blank(made), {"3.1|a": 900, "3.1|b": 800, "1.1|=": None}))
    assert "hơn 100%" in said
    assert "• 1.1: ô để trống không xóa được" in said
    pressed(made, "Ghi vào hồ sơ")
    assert made.submission().claim("1.1") is not None


# --- whose sheet, and when -----------------------------------------------------------------------------


def altered(sheet: Any, what: str) -> None:
    if what == "row":
        sheet.delete_rows(20)
    elif what == "swapped":
        a, b = sheet.cell(20, 1).value, sheet.cell(21, 1).value
        sheet.cell(20, 1).value, sheet.cell(21, 1).value = b, a
    elif what == "column":
        sheet.insert_cols(3)
    elif what == "title":
        sheet.title = "Trang tôi"
    elif what == "key":
        del sheet.parent["_chamdiem"]
    else:
        key = sheet.parent["_chamdiem"]
        for row in key.iter_rows():
            if row[0].value == what:
                row[1].value = "khác"


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("row", "Các dòng của phiếu đã bị"),
        ("swapped", "Các dòng của phiếu đã bị"),
        ("column", "Các cột của phiếu đã bị"),
        ("title", "mất trang cần điền"),
        ("key", "mất phần mã ẩn"),
        ("campaign", "kỳ đánh giá khác"),
        ("round", "Phiếu của kỳ khác"),
        ("set", "Bộ tiêu chí đã khác"),
        ("version", "mẫu khác"),
        ("seal", "Các dòng của phiếu đã bị"),
        ("unit", "Các dòng của phiếu đã bị"),
    ],
)
def test_an_altered_sheet_is_refused_with_the_reason(what: str, says: str) -> None:
    made = ready(CHAT)
    sheet = sheets.opened(fill(blank(made), {"3.1|a": 10, "3.1|b": 20}))
    altered(sheet, what)
    said = send(made, sheets.saved(sheet))
    if "Đọc phiếu" in said:
        said = pressed(made, "Đọc phiếu")
    assert says in said
    assert not made.submission().answers


def test_another_units_sheet_is_refused_and_noted() -> None:
    made = ready(CHAT)
    said = sent_and_read(made, fill(blank(made, "chi-dao"), {"3.1|a": 10, "3.1|b": 20}))
    assert "Phiếu này của Xã Chỉ Đạo" in said
    assert made.journal[-1][1].kind == "act_refused"
    assert not made.submission("chi-dao").answers


def test_after_a_return_only_what_was_returned_is_taken() -> None:
    made = ready(CHAT)
    for text in ("câu 3.1", "7000/8500", "câu 1.1", "1"):
        made.say(CHAT, text)
    made.record(facts.SubmissionSubmitted(claimed="1", digest="d"))
    made.record(facts.AnswerReturned(item="3.1", version=1, reason="Thiếu minh chứng"))
    made.record(facts.SubmissionReturned(items=("3.1",)))
    content = blank(made)
    cell = sheets.opened(content).cell(sheets.rows_of(sheets.opened(content))["1.1|="], 6)
    assert cell.protection.locked
    said = sent_and_read(made, fill(content, {"3.1|a": "7100", "1.1|=": "2"}))
    assert "Không nhận thay đổi ở 1.1" in said
    pressed(made, "Ghi vào hồ sơ")
    assert made.submission().version("3.1") == 2
    assert made.submission().version("1.1") == 1


def test_a_submitted_dossier_takes_nothing_and_gives_no_sheet() -> None:
    made = ready(CHAT)
    content = fill(blank(made), {"3.1|a": 10, "3.1|b": 20})
    made.record(facts.SubmissionSubmitted(claimed="1", digest="d"))
    made.say(CHAT, "/phieu")
    assert made.last(CHAT).attachment is None
    said = sent_and_read(made, content)
    assert "Không nhận thay đổi" in said
    assert "[Ghi vào hồ sơ]" not in said


def test_who_has_no_unit_hears_whose_sheet_it_is() -> None:
    made = ready(CHAT)
    made.join("web:quan", "administrator", "", "Lê Thu Quản")
    assert "người quản trị nạp" in send(made, blank(made), "web:quan")


# --- what the unit says besides figures ----------------------------------------------------------------


def test_remarks_come_by_the_sheet_with_their_lines_and_are_shown_first() -> None:
    made = ready(CHAT)
    content = fill(blank(made), {"#difficulties": "Thiếu máy:\n\n- thôn 1;\n- thôn 2", "#proposals": "=1+1"})
    said = sent_and_read(made, fill(content, {"#proposals": "Cấp máy"}))
    assert "• Khó khăn, vướng mắc: Thiếu máy: - thôn 1; - thôn 2" in said
    assert made.submission().remarks == {}
    said = pressed(made, "Ghi vào hồ sơ")
    assert "Đã ghi khó khăn, đề xuất từ phiếu" in said
    recorded = {"difficulties": "Thiếu máy:\n\n- thôn 1;\n- thôn 2", "proposals": "Cấp máy"}
    assert made.submission().remarks == recorded
    assert "không có gì khác" in sent_and_read(made, blank(made))
    said = sent_and_read(made, fill(blank(made), {"#difficulties": "Thiếu người", "#proposals": None}))
    assert "• Khó khăn, vướng mắc: Thiếu máy: - thôn 1; - thôn 2 → Thiếu người" in said
    assert "• Đề xuất, kiến nghị: Cấp máy → xóa nội dung" in said
    pressed(made, "Ghi vào hồ sơ")
    assert made.submission().remarks == {"difficulties": "Thiếu người"}


@pytest.mark.parametrize("text", ["a" * 4001, "x", "=1+1"])
def test_a_remark_that_cannot_be_taken_is_named_by_its_cell(text: str) -> None:
    made = ready(CHAT)
    said = sent_and_read(made, fill(blank(made), {"#proposals": text}))
    assert "(Đề xuất, kiến nghị):" in said
    assert made.submission().remarks == {}


def test_remarks_of_a_locked_dossier_are_left_out_by_name() -> None:
    made = ready(CHAT)
    content = fill(blank(made), {"#difficulties": "Thiếu máy"})
    made.record(facts.SubmissionSubmitted(claimed="0", digest="d"))
    said = sent_and_read(made, content)
    assert "Không nhận thay đổi ở Khó khăn, vướng mắc: Hồ sơ đã nộp" in said
    assert "#difficulties" in sheets.rows_of(sheets.opened(blank(made)))


def test_what_was_said_in_the_chat_meanwhile_is_not_brought_back() -> None:
    made = ready(CHAT)
    made.record(facts.RemarkGiven(topic="difficulties", text="Thiếu máy"))
    content = blank(made)
    made.record(facts.RemarkGiven(topic="difficulties", text="Thiếu người"))
    assert "không có gì khác" in sent_and_read(made, content)
