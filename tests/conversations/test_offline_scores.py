"""A sheet filled in with the answers of a chat gives what the chat gives, in every set."""

from __future__ import annotations

import pytest

from conversations.sheets import answer_rows
from criteria import loader
from criteria.schema import Checklist, Choice, CriteriaSet, Criterion, Tiers
from scoring import facts
from scoring.facts import Unit
from scoring.sheet import self_sheet
from tests.conversations.desks import House, text_of
from tests.conversations.sheets import blank, fill, pressed, sent_and_read

CHAT = "web:hoa"
SETS = (
    "ha-giang-huyen", "ha-giang-so", "kien-giang-huyen", "kien-giang-tinh", "kien-giang-xa", "lac-dao-xa",
    "lam-dong-huyen", "lam-dong-so",
)  # fmt: skip


def house_of(criteria: CriteriaSet) -> House:
    made = House(criteria=criteria)
    made.decree(
        facts.CampaignCreated(
            name="Kỳ thử", set_id=criteria.id, set_version=criteria.version, set_digest=criteria.digest,
            deadline="2026-11-30",
        )
    )  # fmt: skip
    made.decree(facts.UnitsImported(units=(Unit(code="lac-dao", name="Xã Lạc Đạo", block="Các xã"),)))
    made.decree(facts.StageChanged(stage="open"))
    made.join(CHAT)
    return made


TYPED = {"count": "7", "amount": "12,5", "ratio": "82,5%", "frequency": "2 lần/tháng", "yes_no": "có"}


def answer(made: House, criterion: Criterion, place: int) -> None:
    """One criterion, typed in the chat."""
    made.press_payload(CHAT, f"go:{criterion.id}")
    rule = criterion.rule
    if isinstance(rule, Choice):
        made.say(CHAT, str(place % len(rule.options) + 1))
    elif isinstance(rule, Checklist):
        made.say(CHAT, "1")
    elif isinstance(rule, Tiers) and rule.pick and place % 2:
        made.say(CHAT, rule.tiers[0].label)
    for _ in range(10):
        session = made.session(CHAT)
        if session.place != "question" or session.item != criterion.id:
            return
        if session.pending is not None:
            made.press(CHAT, "Đúng như vậy")
            continue
        missing = [i for i in criterion.inputs if f"▸ {i.label}" in text_of(made.last(CHAT))]
        kind = missing[0].type if missing else criterion.inputs[0].type if criterion.inputs else "count"
        if "[Ghi nhận" in text_of(made.last(CHAT)):
            made.press(CHAT, "Ghi nhận")
        else:
            made.say(CHAT, TYPED[kind])


@pytest.mark.parametrize("name", SETS)
def test_a_filled_sheet_gives_what_the_same_answers_give_in_the_chat(name: str) -> None:
    criteria = loader.load(name)
    chat, paper = house_of(criteria), house_of(criteria)
    for field in criteria.general_info:
        chat.press_payload(CHAT, f"go:tt.{field.key}")
        chat.say(CHAT, "Nội dung" if field.type == "text" else "9")
    for place, criterion in enumerate(criteria.criteria):
        answer(chat, criterion, place)
    record = chat.submission()
    asked = [c for c in criteria.criteria if c.id in record.answers]
    assert len(asked) >= len(criteria.criteria) * 9 // 10, [c.id for c in criteria.criteria if c not in asked]
    sent_and_read(paper, fill(blank(paper), answer_rows.cells(criteria, record)))
    pressed(paper, "Ghi vào hồ sơ")
    again = paper.submission()
    assert {item: a.claim for item, a in again.answers.items()} == {
        item: a.claim for item, a in record.answers.items()
    }
    assert self_sheet(criteria, again).total == self_sheet(criteria, record).total
    assert "không có gì khác" in sent_and_read(paper, blank(paper))
