"""What an officer types for the rules of every set, and what is asked back."""

from __future__ import annotations

import pytest

from conversations.answers import options
from conversations.showing import items
from criteria.schema import Criterion
from tests.conversations.desks import House, criteria_set, text_of
from tests.criteria.samples import criterion

CHAT = "web:hoa"
LETTERS = [{"key": key, "label": f"Tiểu mục {key}", "points": "1"} for key in ("a", "d", "đ")]
CHECKLIST = criterion({"kind": "checklist", "items": LETTERS})
CHOICE = criterion({
    "kind": "choice",
    "options": [
        {"key": "d", "label": "Tổ d", "share": "1"},
        {"key": "đ", "label": "Tổ đ", "share": "1/2"},
        {"key": "khong", "label": "Không", "share": "0"},
    ],
})  # fmt: skip


def at(name: str, item: str) -> House:
    """A house of that set whose officer has the criterion open."""
    house = House(criteria=criteria_set(name)).open_campaign()
    house.join(CHAT)
    house.press_payload(CHAT, f"go:{item}")
    return house


def said(house: House, text: str) -> str:
    house.say(CHAT, text)
    return text_of(house.last(CHAT))


# --- labels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [("Tổ d", "d"), ("tổ đ", "đ"), ("TỔ Đ", "đ"), ("to d", ""), ("khong", "khong"), ("2", "đ"), ("tổ", "")],
)
def test_marks_tell_options_apart(text: str, key: str) -> None:
    assert options.match(CHOICE, text) == key


def test_what_fits_several_options_is_known() -> None:
    assert options.alike(CHOICE, "to d") == ("d", "đ")
    assert options.alike(CHOICE, "đ tổ") == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1 3", ("a", "đ")), ("a, đ", ("a", "đ")), ("đ", ("đ",)), ("d và a", ("a", "d")),
        ("Tiểu mục d; tiểu mục đ", ("d", "đ")), ("tất cả", ("a", "d", "đ")), ("không", ()), ("0", ()),
        ("tieu muc d", None), ("1 9", None), ("a, x", None), ("", None), ("gì đó", None),
    ],
)  # fmt: skip
def test_items_by_number_letter_or_label(text: str, keys: tuple[str, ...] | None) -> None:
    assert options.several(CHECKLIST, text) == keys


def test_an_unclear_label_is_asked_back() -> None:
    house = at("kien-giang-huyen", "2.I.1")
    asked = said(house, "không")
    assert "khớp với nhiều lựa chọn" in asked
    assert "[Không đầy đủ]\n[Không đăng tải]" in asked
    assert not house.submission().answers
    house.press(CHAT, "Không đăng tải")
    assert house.submission().answers["2.I.1"].claim.chosen == ("khong_dang_tai",)


def test_an_unclear_item_is_asked_back() -> None:
    house = at("ha-giang-so", "3.8")
    assert "“tieu muc d” có thể là: Tiểu mục d; Tiểu mục đ." in said(house, "tieu muc d")
    assert "2/11 mục" in said(house, "d, đ")


def test_no_to_a_negative_option_is_asked_back() -> None:
    house = at("lam-dong-huyen", "III.8.2")  # Không để xảy ra … / Để xảy ra …
    assert "Câu này có 2 lựa chọn" in said(house, "không")
    assert not house.submission().answers


# --- part and whole ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "item", "whole"),
    [
        ("ha-giang-huyen", "3.1", True), ("ha-giang-huyen", "3.2", False), ("ha-giang-so", "3.3", False),
        ("ha-giang-huyen", "4.10", False), ("ha-giang-huyen", "3.11", False), ("ha-giang-huyen", "1.4", True),
        ("lac-dao-xa", "4.6", True), ("lac-dao-xa", "6.2", True), ("lac-dao-xa", "7.1", True),
        ("lac-dao-xa", "8.4", False), ("lam-dong-huyen", "III.3.4", True), ("lam-dong-so", "III.9.4", False),
        ("lac-dao-xa", "1.1", False), ("lac-dao-xa", "6.5", True), ("lam-dong-so", "I.1", True),
        ("kien-giang-huyen", "1.I.1", True), ("kien-giang-xa", "2.I.20", True),
        ("kien-giang-xa", "1.I.15", False),
    ],
)  # fmt: skip
def test_whether_figures_are_a_part_of_a_whole(name: str, item: str, *, whole: bool) -> None:
    assert criteria_set(name).by_id[item].of_whole is whole


@pytest.mark.parametrize(
    ("item", "typed", "derived"),
    [("3.2", "1500/400", "3,75"), ("3.3", "900/50", "18"), ("4.10", "2000; 5; 80", "2 điểm (điểm tối đa)")],
)
def test_more_than_the_denominator_is_usual_where_it_is_no_whole(item: str, typed: str, derived: str) -> None:
    shown = said(at("ha-giang-huyen", item), typed)
    assert "Đã ghi" in shown
    assert derived in shown
    assert "100% được tính là 100%" not in shown


def test_more_than_the_whole_is_asked_back_and_no_reopens() -> None:
    house = at("ha-giang-huyen", "3.1")
    assert "600 lớn hơn 512" in said(house, "600/512")
    assert "▸ a = " in said(house, "không")
    assert not house.submission().answers


@pytest.mark.parametrize(
    ("name", "item", "typed", "points"),
    [
        ("kien-giang-huyen", "1.I.1", "600/512", "1 điểm"), ("lam-dong-so", "I.1", "120%", "20 điểm"),
        ("kien-giang-xa", "1.II.5", "30/20", "1 điểm"),
    ],
)  # fmt: skip
def test_a_share_of_more_than_all_is_asked_about_and_counts_as_all(
    name: str, item: str, typed: str, points: str
) -> None:
    house = at(name, item)
    assert "hơn 100%. Số liệu đúng như vậy chứ?" in said(house, typed)
    assert not house.submission().answers
    house.press(CHAT, "Đúng như vậy")
    shown = text_of(house.last(CHAT))
    assert f"→ {points}" in shown
    assert "Tỷ lệ trên 100% được tính là 100%." in shown
    assert house.submission().answers[item].claim.values == {"t": typed}


def test_a_share_of_more_than_all_is_asked_about_under_an_option_too() -> None:
    house = at("lac-dao-xa", "6.1")
    house.press(CHAT, "Không đầy đủ")
    assert "Tỷ lệ ra 120%, hơn 100%" in said(house, "120%")
    assert not house.submission().answers


def test_a_count_is_no_share() -> None:
    house = at("kien-giang-huyen", "1.I.1")
    assert "ghi kèm dấu %, hoặc ghi phân số" in said(house, "120")


# --- zero ----------------------------------------------------------------------------------------------


def test_nothing_out_of_nothing_is_taken_and_left_to_the_reviewer() -> None:
    house = at("lac-dao-xa", "1.2")
    shown = said(house, "0/0")
    assert "Mẫu số bằng 0: chưa xác định được điểm" in shown
    assert "người thẩm định quyết định" in shown
    assert house.submission().answers["1.2"].claim.values == {"a": "0", "b": "0"}


def test_something_out_of_nothing_is_asked_about() -> None:
    house = at("lac-dao-xa", "1.2")
    assert "Số liệu đúng như vậy chứ?" in said(house, "5/0")
    assert not house.submission().answers


def test_nothing_out_of_nothing_may_mean_that_it_does_not_apply() -> None:
    house = at("ha-giang-huyen", "3.6")
    assert "[Không áp dụng]" in said(house, "0/0")
    house.press(CHAT, "Không áp dụng")
    assert house.submission().answers["3.6"].claim.not_applicable


def test_a_share_of_nothing_is_explained() -> None:
    house = at("lac-dao-xa", "6.5")
    shown = said(house, "0/0")
    assert "Mẫu số bằng 0 thì chưa tính được tỷ lệ" in shown
    assert "[Giải trình]" in shown


def test_none_of_what_is_counted() -> None:
    assert "0 máy" in said(at("kien-giang-huyen", "1.I.12"), "không")
    assert "Chỗ này cần con số" in said(at("lac-dao-xa", "3.1"), "không")  # one of two figures


# --- figures of the authority --------------------------------------------------------------------------


def test_the_authority_supplies_its_figures_itself() -> None:
    house = at("ha-giang-huyen", "3.1")
    card = text_of(house.last(CHAT))
    assert "Số liệu câu này do Sở Thông tin và Truyền thông cung cấp; anh/chị có thể bỏ qua" in card
    assert "Minh chứng: " not in card
    assert "Minh chứng không bắt buộc" in said(house, "400/512")


def test_figures_of_the_authority_are_asked_once_and_not_owed() -> None:
    criteria, house = criteria_set("ha-giang-huyen"), at("ha-giang-huyen", "2.4")
    owed = items.todo(criteria, house.submission())
    assert "2.4" in owed
    assert "3.1" not in owed
    assert items.next_todo(criteria, house.submission(), "2.4") == "3.1"
    last = criteria.criteria[-1].id
    assert items.next_todo(criteria, house.submission(), last) == owed[0]


# --- cards ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "item", "lines"),
    [
        (
            "kien-giang-huyen",
            "1.I.1",
            ["100%: đủ 1 điểm; thấp hơn: tính theo tỷ lệ.", "▸ Tỷ lệ này là bao nhiêu?"],
        ),
        ("kien-giang-huyen", "1.I.12", ["▸ Số này là bao nhiêu (máy)?", "Gõ số, ví dụ 1."]),
        ("kien-giang-huyen", "2.I.24", ["hoặc gõ tỷ lệ có dấu %"]),
        ("lac-dao-xa", "1.5", ["▸ Tần suất phát sóng?", "hoặc gõ tần suất, ví dụ 2 lần/tháng."]),
        ("lac-dao-xa", "7.7", ["tính bằng tỷ đồng?"]),
        ("ha-giang-huyen", "1.2", ["Mỗi Hội nghị quán triệt, phổ biến: 1 điểm, nhiều nhất 3 điểm."]),
        ("lam-dong-huyen", "III.9.4", ["Điểm = a + 2 × b, nhiều nhất 10 điểm."]),
        ("lam-dong-huyen", "III.3.4", ["Có thể gõ cả hai số theo b/a: 421/512."]),
        ("lam-dong-huyen", "III.1.3/1", ["· III.1.3/1 ·"]),  # the print has no code there
    ],
)
def test_cards_say_what_to_type(name: str, item: str, lines: list[str]) -> None:
    card = text_of(at(name, item).last(CHAT))
    for line in lines:
        assert line in card


@pytest.mark.parametrize("typed", ["5-11 tháng", "Dưới 5 tháng"])
def test_a_row_is_no_figure(typed: str) -> None:
    house = at("kien-giang-huyen", "2.I.5")
    assert "Câu này cần con số thật; mức điểm được tính tự động. Ví dụ: 12." in said(house, typed)


def test_a_bare_number_is_never_another_criterion() -> None:
    assert "7% → " in said(at("lam-dong-huyen", "III.1.3/1"), "7")  # IV.7 is printed as 7
    assert "Câu này có 4 mục" in said(at("lam-dong-huyen", "I.3"), "7")


def test_what_must_be_written_out_has_a_place() -> None:
    house = at("lam-dong-huyen", "IV.4")
    assert "Chỗ nào cần ghi rõ bằng chữ, anh/chị bấm Giải trình" in said(house, "có")
    text = "Quyết định số 15 ngày 3 tháng 2"
    assert f"Ghi thêm “{text}” làm giải trình cho câu này chứ?" in said(house, text)
    assert "Đã ghi giải trình cho câu IV.4" in said(house, "ừ")
    assert house.submission().explanations["IV.4"] == text


def test_advice_and_trying_name_criteria_without_a_printed_code() -> None:
    house = at("lam-dong-huyen", "III.1.3/1")
    assert "# Thử câu III.1.3/1" in said(house, "/thu III.1.3/1 90%")
    assert "\n: chưa trả lời" not in said(house, "/goiy")


@pytest.mark.parametrize(
    ("text", "key"), [("2", ""), ("7", ""), ("không có", "3"), ("Trên 2 tin", "1"), ("2.", "")]
)
def test_a_bare_number_beside_counted_rows_is_the_figure(text: str, key: str) -> None:
    assert options.typed(_counted(), text) == key


def _counted() -> Criterion:
    rows = [
        {"label": "Trên 2 tin", "above": "2", "share": "1"},
        {"label": "Từ 1 tin", "at_least": "1", "at_most": "2", "share": "1/2"},
        {"label": "Không có", "at_most": "0", "share": "0"},
    ]
    return criterion({"kind": "tiers", "of": "n", "pick": "true", "tiers": rows}, "n")


def test_what_is_said_of_another_answer_opens_it() -> None:
    house = at("lac-dao-xa", "3.2")
    assert "Câu 3/40 · 1.3" in said(house, "câu 1,3 sai rồi")
    for text in ("3.2", "421/512"):
        said(house, text)
    assert "Câu 2/40 · 1.2" in said(house, "câu 1.2 sửa thành 8/12")
    said(house, "8/12")
    assert "làm giải trình" in said(house, "mục 3.2 của kế hoạch ghi rõ số họp")


# --- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("thong tin chung", "Tên xã/thị trấn"), ("hạn nộp khi nào ạ?", "Lịch: "),
        ("cảm ơn em nhé", "Dạ, cảm ơn"), ("chi tiet", "Nguồn số liệu"), ("minh chung", "Minh chứng câu 3.2"),
        ("giải trình", "viết giải trình"), ("ko biet", "bỏ qua"), ("dc bao nhieu diem roi", "Điểm tạm tính"),
    ],
)  # fmt: skip
def test_wishes_are_known_as_people_shorten_them(text: str, told: str) -> None:
    assert told in said(at("lac-dao-xa", "3.2"), text)


# --- shares and sets without general information -------------------------------------------------------


@pytest.mark.parametrize("text", ["82,5%. hết", "421/512%"])
def test_a_share_with_more_around_it_is_not_called_a_count(text: str) -> None:
    assert "chỉ gõ tỷ lệ, không kèm gì khác" in said(at("kien-giang-xa", "1.I.1"), text)


def test_general_information_that_the_set_has_not_is_not_promised() -> None:
    house = House(criteria=criteria_set("kien-giang-xa")).open_campaign()
    house.join(CHAT)
    assert "Có 76 câu, mỗi lần một câu ngắn." in text_of(house.last(CHAT))
    assert "không có thông tin chung" in said(house, "thông tin chung")
