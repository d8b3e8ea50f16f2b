"""Opening the next round, and what is left of the last."""

from __future__ import annotations

import pytest

from conversations.talk import press
from conversations.year import round_plans
from criteria import loader
from scoring import facts
from scoring.facts import Claim, Unit
from tests.conversations.desks import House, criteria_set, text_of

SET = "ha-giang-so"


def quarterly(period: str = "2026-07", stage: facts.Stage = "verifying") -> House:
    """A campaign that began with a round, an administrator and an officer in it."""
    house = House(criteria=loader.load(SET))
    criteria = house.criteria
    house.decree(
        facts.CampaignCreated(
            name="Chuyển đổi số 2026", set_id=criteria.id, set_version=criteria.version,
            set_digest=criteria.digest, deadline="2026-07-15", period=period,
        )
    )  # fmt: skip
    units = (Unit(code="tai-chinh", name="Sở Tài chính"), Unit(code="y-te", name="Sở Y tế"))
    house.decree(facts.UnitsImported(units=units))
    house.decree(facts.StageChanged(stage=stage))
    house.join("web:quan", "administrator", "", "Lê Thu Quản")
    house.join("web:hoa", "officer", "tai-chinh", "Nguyễn Thị Hoa")
    return house


def told(house: House, chat: str = "web:quan") -> str:
    return text_of(house.last(chat))


# --- the preview ---------------------------------------------------------------------------------------


def test_the_next_month_is_shown_before_it_is_opened() -> None:
    house = quarterly("2026-11")
    house.say("web:quan", "/mokymoi")
    said = told(house)
    monthly = [c.id for c in house.criteria.criteria if c.cadence.every == "month"]
    assert "Mở tháng 12/2026" in said
    assert f"Sẽ hỏi {len(monthly)} câu: {', '.join(monthly)}" in said
    assert f"15/12/2026 ({len(monthly)} câu)" in said
    assert "Hạn nộp sẽ đặt: 15/12/2026" in said
    assert "2 đơn vị chưa nộp xong kỳ đang chạy: Sở Tài chính, Sở Y tế" in said
    assert not [fact for _, fact in house.journal if fact.kind == "round_opened"]


def test_one_press_opens_it_and_units_hear_of_it() -> None:
    house = quarterly("2026-11")
    house.say("web:quan", "/mokymoi")
    house.press("web:quan", "Mở tháng 12/2026")
    assert house.campaign.rounds == ("2026-11", "2026-12")
    assert (house.campaign.stage, house.campaign.deadline) == ("open", "2026-12-15")
    assert "bắt đầu tháng 12/2026" in told(house, "web:hoa")
    assert "Hạn nộp: 15/12/2026" in told(house, "web:hoa")
    house.press_payload("web:quan", "rdopen:2026-12:1:2026-12-15")
    assert house.campaign.rounds == ("2026-11", "2026-12")
    assert "Đã có kỳ tháng 12/2026 rồi" in told(house)


def test_another_cadence_and_another_deadline_can_be_typed() -> None:
    house = quarterly("2026-11")
    house.say("web:quan", "/mokymoi quý IV/2026")
    assert "Mở quý IV/2026" in told(house)
    house.say("web:quan", "hạn 20/12/2026")
    assert "Hạn nộp sẽ đặt: 20/12/2026" in told(house)
    house.press("web:quan", "Mở quý IV/2026")
    assert (house.campaign.period, house.campaign.deadline) == ("2026-Q4", "2026-12-20")
    house.say("web:quan", "/mokymoi tháng 1/2027 hạn 15/1/2027")
    assert "Mở tháng 1/2027" in told(house)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/mokymoi tháng 11/2026", "Đã có kỳ tháng 11/2026 rồi"),
        ("/mokymoi ngày mai", "Chưa đọc được kỳ"),
        ("/mokymoi tháng 13/2026", "Chưa đọc được kỳ"),
        ("/mokymoi tháng 12/2026 hạn 1/1/2020", "đã qua"),
        ("/mokymoi tháng 12/2026 hạn 1/1/2090", "xa quá"),
        ("/mokymoi tháng 12/2026 hạn 31/2/2027", "Chưa đọc được ngày"),
    ],
)
def test_what_cannot_be_is_said(typed: str, says: str) -> None:
    house = quarterly("2026-11")
    house.say("web:quan", typed)
    assert says in told(house)
    assert house.campaign.rounds == ("2026-11",)


def test_dossiers_under_review_stand_in_the_way_by_name() -> None:
    house = quarterly("2026-11")
    house.record(facts.SubmissionSubmitted(claimed="5", digest="d"), "tai-chinh")
    house.say("web:quan", "/mokymoi")
    assert "còn 1 hồ sơ của tháng 11/2026 đang chờ thẩm định (Sở Tài chính)" in told(house)
    house.press_payload("web:quan", "rdopen:2026-12:1:-")
    assert house.campaign.rounds == ("2026-11",)


def test_a_campaign_without_rounds_says_so() -> None:
    house = House().open_campaign()
    house.join("web:quan", "administrator", "", "Lê Thu Quản")
    house.say("web:quan", "/mokymoi")
    assert "hỏi cả bộ tiêu chí một lần" in told(house)
    house.press_payload("web:quan", "rdopen:2026-12:1:-")
    assert house.campaign.rounds == ()


def test_a_first_round_that_is_not_open_yet_is_opened_first() -> None:
    house = quarterly("2026-11", stage="preparing")
    house.say("web:quan", "/mokymoi")
    assert "Kỳ đầu tiên (tháng 11/2026) chưa mở" in told(house)


def test_a_set_without_that_cadence_names_those_it_has() -> None:
    house = House(criteria=criteria_set())
    criteria = house.criteria
    house.decree(
        facts.CampaignCreated(
            name="K", set_id=criteria.id, set_version="1", set_digest=criteria.digest, period="2026"
        )
    )
    house.decree(facts.UnitsImported(units=(Unit(code="a", name="Xã A"),)))
    house.decree(facts.StageChanged(stage="open"))
    house.join("web:quan", "administrator", "", "Lê Thu Quản")
    house.say("web:quan", "/mokymoi tháng 12/2026")
    assert "không có câu nào đánh giá theo tháng. Có các kỳ: năm" in told(house)


def test_others_may_not() -> None:
    house = quarterly("2026-11")
    house.say("web:hoa", "/mokymoi")
    house.press_payload("web:hoa", "rdopen:2026-12:1:-")
    assert house.campaign.rounds == ("2026-11",)
    assert [fact.kind for _, fact in house.journal][-2:] == ["act_refused", "act_refused"]


# --- as people type periods ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("tháng 7/2026", "2026-07"), ("Tháng 07 năm 2026", "2026-07"), ("thang 12 2026", "2026-12"),
        ("7/2026", "2026-07"), ("quý III/2026", "2026-Q3"), ("quý 3/2026", "2026-Q3"), ("Q4/2026", "2026-Q4"),
        ("quý iv năm 2026", "2026-Q4"), ("năm 2026", "2026"), ("2026", "2026"), ("2026-Q3", "2026-Q3"),
        ("2026-07", "2026-07"), ("tháng 13/2026", ""), ("quý 5/2026", ""), ("2026-13", ""), ("abc", ""),
        ("", ""), ("15/7/2026", ""), ("năm 0001", ""),
    ],
)  # fmt: skip
def test_periods_as_typed(typed: str, code: str) -> None:
    found = round_plans.read_period(typed)
    assert (found.code if found else "") == code


# --- what is left of a round that is over --------------------------------------------------------------


def opened(house: House, period: str = "2026-12") -> None:
    house.decree(facts.RoundOpened(period=period, deadline="2026-12-15"))


def test_an_old_button_opens_the_question_of_the_new_round_and_records_nothing() -> None:
    house = quarterly("2026-11", stage="open")
    item = next(c.id for c in house.criteria.criteria if c.cadence.every == "month")
    house.press_payload("web:hoa", press("go", item))
    opened(house)
    house.press_payload("web:hoa", press("na", item, 0))
    assert not house.submission("tai-chinh").answers
    assert "Nút vừa bấm là của kỳ trước; đây là câu hỏi của tháng 12/2026" in told(house, "web:hoa")


def test_what_was_typed_in_the_old_round_is_forgotten() -> None:
    house = quarterly("2026-11", stage="open")
    found = (c for c in house.criteria.criteria if c.cadence.every == "month" and len(c.inputs) > 1)
    criterion = next(found)
    house.press_payload("web:hoa", press("go", criterion.id))
    house.say("web:hoa", "5")
    assert house.session("web:hoa").entry
    opened(house)
    house.say("web:hoa", "7")
    assert not house.session("web:hoa").entry
    assert not house.submission("tai-chinh").answers


def test_buttons_of_the_new_round_work() -> None:
    house = quarterly("2026-11", stage="open")
    opened(house)
    house.say("web:hoa", "/mucluc")
    payloads = [b.payload for row in house.last("web:hoa").buttons for b in row]
    assert payloads
    assert all(payload.endswith("~2") for payload in payloads)
    house.press("web:hoa", "Tiếp tục")
    assert "Câu 1/" in told(house, "web:hoa")


# --- figures of the last round -------------------------------------------------------------------------


def answered_before() -> tuple[House, str]:
    """A criterion with two figures, answered in November; December is open."""
    house = quarterly("2026-11", stage="open")
    wanted = (
        c for c in house.criteria.criteria
        if c.cadence.every == "month" and {i.key for i in c.inputs} == {"a", "b"} and not c.relative
    )  # fmt: skip
    item = next(wanted).id
    claim = Claim(values={"a": "421", "b": "512"})
    house.record(facts.AnswerGiven(item=item, version=1, claim=claim), "tai-chinh")
    opened(house)
    return house, item


def test_still_right_records_the_same_figures_and_asks_for_evidence() -> None:
    house, item = answered_before()
    house.press_payload("web:hoa", press("go", item))
    said = told(house, "web:hoa")
    assert "Kỳ trước (tháng 11/2026): 421/512 = 82,23" in said
    house.press("web:hoa", "Vẫn đúng")
    fact = house.journal[-1][1]
    assert isinstance(fact, facts.AnswerGiven)
    assert (fact.kept, fact.claim.values) == ("2026-11", {"a": "421", "b": "512"})
    assert not house.submission("tai-chinh").evidence
    assert "Đã giữ số liệu của kỳ trước (tháng 11/2026)" in told(house, "web:hoa")
    again = len(house.journal)
    house.press("web:hoa", "Vẫn đúng")
    assert len(house.journal) == again


def test_what_a_reviewer_adjusted_is_what_is_offered() -> None:
    house, item = answered_before()
    before = house.earlier["tai-chinh"]
    fixed = facts.AnswerAdjusted(
        item=item, version=1, claim=Claim(values={"a": "400", "b": "512"}), reason="sai"
    )
    from scoring import records

    house.earlier["tai-chinh"] = records.apply(before, fixed)
    house.press_payload("web:hoa", press("go", item))
    assert "400/512" in told(house, "web:hoa")


def test_a_jump_is_asked_about_once() -> None:
    house, item = answered_before()
    house.press_payload("web:hoa", press("go", item))
    house.say("web:hoa", "42; 512")
    assert "kỳ trước 421, nay 42: đúng chứ?" in told(house, "web:hoa")
    assert not house.submission("tai-chinh").answers
    house.press("web:hoa", "Đúng như vậy")
    assert house.submission("tai-chinh").answers[item].claim.values == {"a": "42", "b": "512"}


def test_a_criterion_of_another_cadence_has_nothing_to_keep() -> None:
    house, item = answered_before()
    house.decree(facts.RoundOpened(period="2026", deadline=""))
    yearly = next(c.id for c in house.criteria.criteria if c.cadence.every == "year")
    house.press_payload("web:hoa", press("go", yearly))
    assert "Kỳ trước" not in told(house, "web:hoa")
    house.decree(facts.RoundOpened(period="2027-01", deadline=""))
    assert house.campaign.before is not None
    assert house.campaign.before.period == "2026-12"
    assert item


# --- general information -------------------------------------------------------------------------------


def with_info() -> House:
    """A campaign of the whole set whose predecessor knows the general information."""
    house = House().open_campaign()
    house.join("web:hoa")
    for key, text in (("1.4", "8200"), ("1.5", "2100")):
        house.record(facts.AnswerGiven(item=f"tt.{key}", version=1, claim=Claim(values={"value": text})))
    house.earlier, house.submissions = dict(house.submissions), {}
    return house


def test_general_information_is_kept_all_at_once_and_listed() -> None:
    house = with_info()
    house.press_payload("web:hoa", press("go", "tt.1.4"))
    assert "Kỳ trước (Kỳ trước): 8.200" in told(house, "web:hoa")
    house.press("web:hoa", "Giữ cả 2 số liệu")
    answers = house.submission().answers
    assert {item: a.claim.values["value"] for item, a in answers.items()} == {
        "tt.1.4": "8200", "tt.1.5": "2100",
    }  # fmt: skip
    assert "8.200" in told(house, "web:hoa")
    house.press_payload("web:hoa", press("keepall"))
    assert "Không còn số liệu nào" in told(house, "web:hoa")


def test_one_figure_of_it_is_kept_by_its_own_button_and_a_jump_is_asked_about() -> None:
    house = with_info()
    house.press_payload("web:hoa", press("go", "tt.1.4"))
    house.press("web:hoa", "Vẫn đúng: 8.200")
    fact = house.journal[-1][1]
    assert isinstance(fact, facts.AnswerGiven)
    assert (fact.item, fact.kept) == ("tt.1.4", "k0")
    house.press_payload("web:hoa", press("go", "tt.1.5"))
    house.say("web:hoa", "21000")
    assert "kỳ trước 2.100" in told(house, "web:hoa")
    house.press("web:hoa", "Đúng như vậy")
    assert house.submission().answers["tt.1.5"].claim.values == {"value": "21000"}


# --- against the last round ----------------------------------------------------------------------------


def test_the_standing_names_the_last_round() -> None:
    house, item = answered_before()
    before = house.earlier["tai-chinh"]
    house.earlier["tai-chinh"] = before.model_copy(update={"state": "verified", "claimed": "12.5"})
    house.say("web:hoa", "/diem")
    assert "Kỳ trước (tháng 11/2026): 12,5 điểm" in told(house, "web:hoa")
    assert item
