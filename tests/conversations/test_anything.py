"""Whatever is typed, pressed or sent, wherever: an answer comes, and only well-formed claims are recorded."""

from __future__ import annotations

import copy
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers import pressing
from conversations.showing import items
from conversations.talk import Turn
from scoring.claims import complete
from scoring.facts import AnswerGiven
from scoring.rules import score
from tests.conversations.desks import House, criteria_set, ready

CHAT = "web:hoa"
WALK = items.walk(criteria_set())


@cache
def _prepared() -> House:
    house = ready(CHAT)
    for text in ("câu 1.1", "1", "câu 3.1", "7000/8500", "câu 8.4", "12,5", "câu 6.1", "2", "82%"):
        house.say(CHAT, text)
    house.send(CHAT, "a.pdf")
    return house


def prepared() -> House:
    house = copy.copy(_prepared())
    house.submissions, house.sessions = dict(house.submissions), dict(house.sessions)
    house.shown, house.journal = {CHAT: []}, []
    return house


WORDS = [
    "đúng",
    "bỏ qua",
    "quay lại",
    "sửa",
    "nộp",
    "rút hồ sơ",
    "tiếp",
    "có",
    "không",
    "/thu 3.2 4",
    "/goiy",
    "http://a.vn/x",
    "dừng",
    "/nop",
    "/start",
    "/moi x",
    "/",
    "mục lục",
    "1",
    "2",
    "999/3",
    "0/0",
    "1.234",
]
texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789.,/%-; ab=", max_size=20),
    st.sampled_from(WALK).map(lambda item: f"câu {item}"),
    st.sampled_from(WORDS),
)
ARGS = ["", "=", "a=1", "a=1/3", "yes", "x", "name", "known=1", "new=2", "here=3", "cap_pho", "co=1"]
args = st.one_of(st.sampled_from(ARGS), st.text(max_size=20))
payloads = st.one_of(
    st.text(max_size=64),
    st.builds(
        lambda verb, item, version, arg: f"{verb}:{item}:{version}:{arg}",
        st.sampled_from(sorted(pressing.PRESSES)),
        st.one_of(st.sampled_from((*WALK, "tt", "", "9.9", "tt.9")), st.text(max_size=8)),
        st.sampled_from(["", "0", "1", "2", "x"]),
        args,
    ),
)
without_digits = st.text(max_size=40).filter(lambda text: not any(c.isdigit() for c in text))
events = st.one_of(
    st.tuples(st.just("say"), texts),
    st.tuples(st.just("press"), payloads),
    st.tuples(st.just("file"), st.sampled_from(["a.pdf", "b.pdf"])),
    st.tuples(st.just("button"), st.integers(0, 30)),
)


def act(house: House, kind: str, what: str | int) -> Turn:
    if kind == "say":
        return house.say(CHAT, str(what))
    if kind == "press":
        return house.press_payload(CHAT, str(what))
    if kind == "file":
        return house.send(CHAT, str(what))
    buttons = (
        [b for m in house.shown[CHAT][-3:] for row in m.buttons for b in row] if house.shown[CHAT] else []
    )
    payload = buttons[int(what) % len(buttons)].payload if buttons else "cmd:tieptuc"
    return house.press_payload(CHAT, payload)


@settings(max_examples=150, deadline=None)
@given(st.lists(events, min_size=1, max_size=12))
def test_nothing_breaks_the_talk(sequence: list[tuple[str, str | int]]) -> None:
    house, criteria = prepared(), criteria_set()
    for kind, what in sequence:
        before = house.submission()
        turn = act(house, kind, what)
        own = [message for message in turn.messages if not message.to]
        assert 1 <= len(own) <= 2, "an answer, perhaps with an invitation to hand on"
        assert all(each.body or each.title or each.attachment for each in own)
        for fact in (each.fact for each in turn.acts):
            if isinstance(fact, AnswerGiven):
                assert before.editable(fact.item)
                _well_formed(fact)
        for item, answer in house.submission().answers.items():
            if item in criteria.by_id:
                assert complete(criteria.by_id[item], answer.claim)
                assert score(criteria.by_id[item], answer.claim).state != "missing"
        for message in own:
            assert all(len(b.payload.encode()) <= 64 for row in message.buttons for b in row)


def _well_formed(fact: AnswerGiven) -> None:
    assert items.exists(criteria_set(), fact.item)
    assert fact.claim.values or fact.claim.chosen or fact.claim.not_applicable


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["3.1", "8.4", "6.5", "tt.1.4"]), without_digits)
def test_a_text_without_digits_is_no_figure(item: str, text: str) -> None:
    house = prepared()
    house.press_payload(CHAT, f"go:{item}")
    answers = house.submission().answers
    house.say(CHAT, text)
    assert house.submission().answers == answers


@settings(max_examples=100, deadline=None)
@given(payloads)
def test_a_stranger_moves_nothing(payload: str) -> None:
    house = prepared()
    turn = house.press_payload("web:stranger", payload)
    assert not turn.acts
    assert "Lạc Đạo" not in turn.messages[0].body
