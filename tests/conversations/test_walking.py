"""One criterion through all units: the list, the walk, and verdicts on the way."""

from __future__ import annotations

from conversations.phrases import reviewer as words
from scoring import facts
from scoring.facts import Claim, Scope, Unit
from scoring.warnings import Sign
from tests.conversations.desks import House, text_of
from tests.conversations.test_review_scopes import scoped

ONE, TWO = "web:duyet", "web:lan"
UNITS = tuple(Unit(code=f"u{n}", name=f"Xã số {n}", block="B") for n in range(11))


def walked(count: int = 4) -> House:
    """``count`` of eleven units have handed in 3.1."""
    house = House().open_campaign()
    house.decree(facts.UnitsImported(units=UNITS))
    house.join(ONE, "reviewer", name="Trần Văn Duyệt")
    for n, unit in enumerate(UNITS[:count]):
        claim = Claim(values={"a": str(100 + 50 * n), "b": "500"})
        house.record(facts.AnswerGiven(item="3.1", version=1, claim=claim), unit.code)
        house.record(facts.SubmissionSubmitted(claimed="1", digest="d"), unit.code)
    return house


def seen(house: House, chat: str = ONE) -> str:
    return text_of(house.last(chat))


def test_the_list_has_the_waiting_units_first_with_their_points() -> None:
    house = walked()
    house.record(facts.AnswerAccepted(item="3.1", version=1), "u0")
    house.say(ONE, "/tieuchi 3.1")
    assert house.last(ONE).title == "3.1 ở các đơn vị (1/4 đã xem)"
    lines = house.last(ONE).body.split("\n")
    assert "○ 1. Xã số 1: tự chấm 10,5" in lines
    assert "✓ 4. Xã số 0: tự chấm 7" in lines
    assert "9 đơn vị khác chưa nộp hồ sơ." in lines
    house.say(ONE, "mục 3.1")
    assert house.last(ONE).title.startswith("3.1 ở các đơn vị")


def test_verdicts_lead_to_the_same_criterion_of_the_next_unit() -> None:
    house = walked()
    house.say(ONE, "/tieuchi 3.1")
    house.press(ONE, words.ACROSS_START)
    assert house.last(ONE).title == "Xã số 0 · 3.1 (11/40)"
    assert house.last(ONE).footer == "3.1: 0/4 đã xem"
    house.press(ONE, "Chấp nhận")
    assert house.last(ONE).title == "Xã số 1 · 3.1 (11/40)"
    assert "Xã số 0: ✓ 3.1: đã chấp nhận, 7 điểm." in seen(house)
    assert house.last(ONE).footer == "3.1: 1/4 đã xem"
    house.press(ONE, "Trả lại")
    house.press(ONE, words.CANCEL)
    assert house.last(ONE).title == "Xã số 1 · 3.1 (11/40)"
    house.press(ONE, "Điều chỉnh")
    house.say(ONE, "100")
    house.say(ONE, "Theo số liệu của Sở Thông tin.")
    assert house.last(ONE).title == "Xã số 2 · 3.1 (11/40)"
    house.press(ONE, "Đơn vị sau")
    assert house.last(ONE).title == "Xã số 3 · 3.1 (11/40)"
    house.say(ONE, "trước")
    assert house.last(ONE).title == "Xã số 2 · 3.1 (11/40)"
    house.say(ONE, "tiếp")
    house.press(ONE, "Trả lại")
    house.press(ONE, "Thiếu minh chứng")
    house.press(ONE, "Chấp nhận")
    assert words.ACROSS_ALL_SEEN in seen(house)
    assert "4/4 đã xem" in house.last(ONE).title
    outcomes = [house.submission(f"u{n}").verdicts["3.1"].outcome for n in range(4)]
    assert outcomes == ["accepted", "adjusted", "accepted", "returned"]


def test_from_a_dossier_across_the_units_and_back() -> None:
    house = walked()
    house.say(ONE, "/hoso u1")
    house.say(ONE, "/tieuchi 3.1")
    assert house.last(ONE).title == "Xã số 1 · 3.1 (11/40)"
    assert house.last(ONE).footer.startswith("Đã thẩm định")
    house.press(ONE, words.ACROSS)
    house.press(ONE, "Xã số 2")
    house.press(ONE, words.PREVIOUS_UNIT)
    assert house.last(ONE).title == "Xã số 1 · 3.1 (11/40)"
    house.press(ONE, words.ACROSS_UNITS)
    house.press(ONE, "Xã số 3")
    house.press(ONE, "Hồ sơ")
    house.press(ONE, "Xem lần lượt")
    assert house.last(ONE).footer.startswith("Đã thẩm định")
    house.press(ONE, "Chấp nhận")
    assert words.ALL_SEEN in seen(house)  # the dossier, not the walk, goes on


def test_the_walk_keeps_to_the_scope() -> None:
    house = walked()
    scoped(house, TWO, "Lê Thị Lan", Scope(units=("u1", "u2", "u9"), criteria=("3.1",)))
    house.say(TWO, "/tieuchi 3.1")
    assert house.last(TWO).title == "3.1 ở các đơn vị (0/2 đã xem)"
    assert "1 đơn vị khác chưa nộp hồ sơ." in seen(house, TWO)
    house.press_payload(TWO, "rva:1.1")
    assert words.ACROSS_NOBODY in seen(house, TWO)
    assert house.press_payload(TWO, "rvau:3.1::u3").acts[0].fact.kind == "act_refused"


def test_the_list_has_pages_and_odd_buttons_are_met() -> None:
    house = walked(11)
    house.say(ONE, "/tieuchi 3.1")
    house.press(ONE, "Sau ›")
    assert "11. Xã số 10" in seen(house)
    house.press_payload(ONE, "rva:3.1:99")
    assert "11. Xã số 10" in seen(house)
    for payload in ("rva:9.9", "rva", "rvau:9.9::u1", "rvau:3.1::nobody"):
        assert house.press_payload(ONE, payload).messages


def test_two_reviewers_on_the_same_walk_never_overwrite_each_other() -> None:
    house = walked()
    house.join(TWO, "reviewer", name="Lê Thị Lan")
    for chat in (ONE, TWO):
        house.say(chat, "/tieuchi 3.1")
        house.press(chat, words.ACROSS_START)
    house.press(TWO, "Trả lại")
    house.press(TWO, "Thiếu minh chứng")
    before = house.submission("u0")
    assert not house.press(ONE, "Chấp nhận").acts
    assert house.submission("u0") == before
    assert "Lê Thị Lan vừa trả lại mục này" in seen(house)
    assert "↩ Đã trả lại (người thẩm định: Lê Thị Lan)" in seen(house)
    assert house.press(ONE, "Chấp nhận").acts  # seen now, and asked again
    assert house.submission("u0").verdicts["3.1"].outcome == "accepted"


def test_the_card_shows_median_and_best_of_the_block_without_names() -> None:
    house = walked()
    house.say(ONE, "/hoso u0")
    house.say(ONE, "3.1")
    assert "Khối: trung vị 12,25 · cao nhất 17,5 (không nêu tên)." in seen(house)


def test_warnings_from_beside_keep_a_criterion_out_of_the_quick_acceptance() -> None:
    house = walked()
    claim = Claim(values={"a": "1000", "b": "500"})
    earlier = house.submission("u1")
    house.earlier["u1"] = earlier.model_copy(
        update={"answers": {"3.1": earlier.answers["3.1"].model_copy(update={"claim": claim})}}
    )
    piece = facts.Evidence(id="e", kind="file", name="a.pdf", sha256="s", size=1)
    for unit in ("u0", "u1"):
        house.record(facts.EvidenceAttached(item="3.1", evidence=piece), unit)
    supplied = facts.FiguresSupplied(item="3.1", values={"a": "140", "b": "500"}, source="Sở TTTT")
    house.record(supplied, "u1")
    house.say(ONE, "/hoso u1")
    signs: tuple[Sign, ...] = ("jump", "same_file", "differs")
    assert "3.1: " + "; ".join(words.WARNINGS[sign] for sign in signs) in seen(house)
    house.say(ONE, "3.1")
    assert "Kỳ trước: a = 1.000; b = 500." in seen(house)
    assert "Cơ quan có số liệu (Sở TTTT): a = 140; b = 500." in seen(house)
    assert "Tệp a.pdf còn dùng ở: mục 3.1 của Xã số 0." in seen(house)
    house.say(ONE, "/chapnhan")
    assert words.ACCEPTED_NONE in seen(house)
    assert not house.submission("u1").verdicts


def test_a_code_that_there_is_not_offers_the_nearest() -> None:
    house = walked()
    for typed in ("/tieuchi 3.9", "câu 3.9"):
        house.say(ONE, typed)
        assert "Không có mục 3.9." in seen(house)
        house.press(ONE, "3.1")
        assert house.last(ONE).title.startswith("3.1 ở các đơn vị")


def test_units_without_an_answer_come_after_those_that_wait() -> None:
    house = walked(3)
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"), "u5")
    house.record(facts.AnswerAccepted(item="3.1", version=1), "u0")
    house.say(ONE, "/tieuchi 3.1")
    order = [line.split(":")[0] for line in house.last(ONE).body.split("\n") if "Xã số" in line]
    assert order == ["○ 1. Xã số 1", "○ 2. Xã số 2", "○ 3. Xã số 5", "✓ 4. Xã số 0"]
    assert "Xã số 5: chưa có điểm" in seen(house)
