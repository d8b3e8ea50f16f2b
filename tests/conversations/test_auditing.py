"""/nhatky: every fact has a sentence, and nobody reads beyond their scope."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from conversations.desk import JOURNAL_PAGE
from conversations.documents import auditing, sentences
from conversations.documents.sentences import Reader
from conversations.phrases import record as words
from scoring import facts as f
from scoring.facts import CampaignFact, Scope, SubmissionFact
from tests.bot.storage.test_projections import AFTER_ROUND, OF_CAMPAIGN, OF_UNIT
from tests.conversations.desks import House, ready, text_of

ADMIN, HOA = "web:admin", "web:hoa"
SAMPLES: tuple[Any, ...] = (*OF_CAMPAIGN, *AFTER_ROUND, *OF_UNIT)


@pytest.fixture
def house() -> House:
    house = ready(HOA)
    house.join(ADMIN, "administrator", name="Sở Nội vụ")
    for text in ("câu 3.2", "421/512", "câu 1.1", "1"):
        house.say(HOA, text)
    return house


def log(house: House, argument: str = "") -> str:
    house.say(ADMIN, f"/nhatky {argument}".strip())
    return text_of(house.last(ADMIN))


def test_every_kind_of_fact_has_a_sentence(house: House) -> None:
    kinds = {
        each.model_fields["kind"].default for each in (*get_args(CampaignFact), *get_args(SubmissionFact))
    }
    assert set(words.FACTS) == kinds
    reader = Reader(house.campaign, house.criteria)
    for fact in SAMPLES:
        sentence = reader.sentence(fact)
        assert sentence
        assert not re.search(r"[{}_\[\]]|None|True|False|  |\(\)", sentence), sentence
        assert not sentence.endswith((".", ":", " "))


def test_every_field_of_a_template_is_one_of_its_fact() -> None:
    for kind in (*get_args(CampaignFact), *get_args(SubmissionFact)):
        named = set(re.findall(r"{(\w+)}", words.FACTS[kind.model_fields["kind"].default]))
        assert named <= set(kind.model_fields)


def test_newest_first_with_names_and_figures(house: House) -> None:
    said = log(house)
    lines = said.split("\n")
    assert lines[0] == "# Nhật ký"
    assert "Nguyễn Thị Hoa · Xã Lạc Đạo: kê khai mục 1.1 lần 1: " in lines[1]
    assert "kê khai mục 3.2 lần 1: a = 421, b = 512." in said
    assert "Máy chủ (dòng lệnh): lập kỳ đánh giá “Chuyển đổi số cấp xã 2026”" in said
    assert said.index("mục 1.1") < said.index("mục 3.2") < said.index("lập kỳ đánh giá")


def test_narrowed_to_a_unit_and_a_criterion(house: House) -> None:
    assert log(house, "lac-dao 3.2").count("\n") == 2  # title, one line, button
    assert "# Nhật ký: Xã Lạc Đạo, mục 3.2" in log(house, "xã lạc đạo 3.2")
    assert "mục 1.1" not in log(house, "3.2")
    assert "Chưa có việc nào được ghi" in log(house, "chi-dao")
    assert "# Nhật ký: Xã Chỉ Đạo" in log(house, "chỉ đạo")
    assert "Không có đơn vị hay mục nào như “huyện Văn Lâm”" in log(house, "huyện Văn Lâm")
    assert "Có 2 đơn vị như “xã”" in log(house, "xã")
    house.press(ADMIN, "Xã Chỉ Đạo")
    assert house.last(ADMIN).title == "Nhật ký: Xã Chỉ Đạo"


def test_pages(house: House) -> None:
    for number in range(2 * JOURNAL_PAGE):
        house.say(HOA, "câu 3.2")
        house.say(HOA, f"{number + 1}/512")
    log(house, "3.2")
    assert [b.label for b in house.last(ADMIN).buttons[0]] == [words.OLDER]
    assert "a = 40, b" in house.last(ADMIN).body
    house.press(ADMIN, words.OLDER)
    assert "a = 20, b" in house.last(ADMIN).body
    assert [b.label for b in house.last(ADMIN).buttons[0]] == [words.NEWER, words.OLDER]
    house.press(ADMIN, words.OLDER)
    house.press(ADMIN, words.NEWER)
    assert "a = 20, b" in house.last(ADMIN).body


@pytest.mark.parametrize(
    "payload", ["adlog:9.9:zz:nowhere", "adlog:::", "adlog:3.2:99999999999:lac-dao", "adlog"]
)
def test_made_up_buttons_open_something(house: House, payload: str) -> None:
    house.press_payload(ADMIN, payload)
    assert house.last(ADMIN).title.startswith("Nhật ký")


def test_refused_acts_are_shown(house: House) -> None:
    house.say(HOA, "/nhatky")
    assert "không dành cho vai trò" in house.last(HOA).body
    house.press_payload(HOA, "adlog::0:")
    said = log(house)
    assert "Nguyễn Thị Hoa: bị từ chối lệnh /nhatky: việc này không thuộc vai trò của người đó." in said
    assert "bị từ chối nút “adlog”" in said


def test_within_scope_only(house: House) -> None:
    (admin,) = [p for p in house.campaign.people.values() if p.has("administrator")]
    house.decree(f.RoleGiven(person=admin.id, role="administrator", scope=Scope(units=("chi-dao",))))
    said = log(house)
    assert "Xã Lạc Đạo" not in said
    assert "dòng ngoài phạm vi của anh/chị không hiện" in said
    assert "do người khác xem" in log(house, "lac-dao")
    assert isinstance(house.log[-1].fact, f.ActRefused)
    assert house.log[-1].fact.why == "scope"


def test_sentences_read_aloud(house: House) -> None:
    reader = Reader(house.campaign, house.criteria)
    assert reader.sentence(f.SubmissionSubmitted(claimed="86/3", digest="ab" * 32, late=True)) == (
        "nộp hồ sơ sau hạn, tự chấm 28,67 điểm, mã biên nhận abababababab"
    )
    assert reader.sentence(f.AnswerAdjusted(item="3.2", version=1, points="1/2", reason="Thiếu chữ ký")) == (
        "điều chỉnh mục 3.2 (lần kê khai 1): 0,5 điểm. Lý do: “Thiếu chữ ký”"
    )
    assert (
        reader.sentence(
            f.InvitationIssued(
                code_hash="h", role="reviewer", name="Chi", expires="", scope=Scope(blocks=("Các xã",))
            )
        )
        == "mời Chi làm người thẩm định (chỉ khối Các xã)"
    )
    assert reader.sentence(f.TermsSet(terms=f.Terms(sign_off=True, appeal_days=5))) == (
        "đặt quy định của kỳ đánh giá: lãnh đạo ký trước khi nộp; khiếu nại trong 5 ngày; "
        "nhắc trước hạn 7, 3, 1, 0 ngày"
    )
    assert reader.claim(f.Claim(values={"name": "Lạc Đạo"})) == "“Lạc Đạo”"
    assert reader.item("tt.1.4") == "thông tin chung 1.4"


def test_a_receipt_names_the_record(house: House) -> None:
    house.say(HOA, "/nop")
    before = len(house.log)
    house.press(HOA, "Nộp")
    (receipt,) = [line for line in house.last(HOA).body.split("\n") if line.startswith("Mã sổ")]
    assert re.fullmatch(rf"Mã sổ: {before}-[0-9a-f]{{{sentences.DIGITS}}}", receipt)
    assert receipt == f"Mã sổ: {house.submission().ledger}"
    house.say(HOA, "/nop")
    assert receipt in house.last(HOA).body.split("\n")


def test_every_phrase_is_said_somewhere() -> None:
    source = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8") for module in (auditing, sentences, words)
    )
    unsaid = [name for name in vars(words) if name.isupper() and len(re.findall(rf"\b{name}\b", source)) < 2]
    assert not unsaid


def test_infected_files_and_tried_codes_are_read_out(house: House) -> None:
    house.refuse_file(HOA, "a.pdf", "infected", 9)
    house.refuse_file(HOA, "b.pdf", "packed", 9)
    house.decree(f.ActRefused(act="join", why="codes"), by="")
    said = log(house)
    assert "Nguyễn Thị Hoa: bị từ chối gửi tệp: phần mềm quét vi-rút thấy mã độc, tệp không được lưu." in said
    assert "bị từ chối nhập mã mời: nhập sai quá nhiều lần, có thể có người đang dò mã." in said
    assert said.count("bị từ chối gửi tệp") == 1
