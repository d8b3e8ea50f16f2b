"""Whatever a reviewer or an administrator types, presses or sends: an answer comes, and nothing untrue is
recorded.
"""

from __future__ import annotations

import copy
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import acts
from conversations.talk import Turn
from criteria.formula import Formula
from scoring import facts
from scoring.facts import Claim
from tests.conversations.desks import House, criteria_set

CHAT = "web:hai-vai"
ITEMS = tuple(criteria_set().by_id)
CLAIMS = {
    "1.1": Claim(chosen=("cap_truong",)),
    "1.3": Claim(values={"co_chuyen_muc": "1", "n": "7"}),
    "1.5": Claim(chosen=("2",)),
    "3.1": Claim(values={"a": "421", "b": "512"}),
    "6.1": Claim(chosen=("khong_day_du",), values={"t": "0.8"}),
    "7.7": Claim(values={"a": "1.5", "b": "900"}),
    "8.4": Claim(values={"v": "12.5"}),
}


@cache
def _prepared() -> House:
    """One person is reviewer and administrator; one unit has handed in."""
    house = House().open_campaign()
    house.join(CHAT, "reviewer", name="Trần Hai Vai")
    house.start(CHAT, house.invite("administrator", "Trần Hai Vai"))
    for item, claim in CLAIMS.items():
        house.record(facts.AnswerGiven(item=item, version=1, claim=claim))
    house.record(facts.SubmissionSubmitted(claimed="1", digest="d"))
    house.say(CHAT, "/hoso lac-dao")
    return house


def prepared() -> House:
    house = copy.copy(_prepared())
    house.submissions, house.sessions = dict(house.submissions), dict(house.sessions)
    house.shown, house.journal = {CHAT: []}, []
    return house


WORDS = ["chấp nhận", "điều chỉnh", "trả lại", "thôi", "tiếp", "trước", "kết thúc", "hồ sơ", "minh chứng",
         "điểm 5", "điểm 99", "20 điểm", "1.234/2.000", "400/500", "a=1 b=0", "có", "không", "2", "82%",
         "Một lý do đủ dài để ghi.", "lạc đạo", "xã", "hạn 15/12/2026", "Nguyễn Văn An", "/chapnhan", "/moi",
         "/moi cán bộ", "/moi cán bộ lac-dao An", "/khoaso", "/donvi", "/xuat x", "/xephang 2", "/hoso",
         "điểm " + "9" * 60, "hạn"]  # fmt: skip
texts = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(ITEMS),
    st.builds(
        "{} {}".format,
        st.sampled_from(["/dieuchinh", "/tralai", "/tieuchi", "/chapnhan"]),
        st.sampled_from(ITEMS),
    ),
    st.text(max_size=40),
    st.text(alphabet="0123456789.,/%-; ab=", max_size=20),
)
ODD = ["", "9.9", "lac-dao", "officer", "open", "again", "named", "1", "²"]
ARGUMENTS = ["", "lac-dao", "chi-dao", "khong-co", "lac-dao=1", "lac-dao=x", "lac-dao=²", "officer"]
payloads = st.one_of(
    st.text(max_size=64),
    st.builds(
        "{}:{}:{}:{}".format,
        st.sampled_from(sorted(acts.PRESSES)),
        st.one_of(st.sampled_from((*CLAIMS, *ODD)), st.text(max_size=6)),
        st.sampled_from(["", "0", "1", "2", "9", "x", "open", "²"]),
        st.sampled_from(ARGUMENTS),
    ),
)
rows = st.lists(st.lists(st.text(max_size=6), max_size=4).map(tuple), max_size=4).map(tuple)
moves = st.one_of(
    st.tuples(st.just("say"), texts),
    st.tuples(st.just("press"), payloads),
    st.tuples(st.just("button"), st.integers(0, 40)),
    st.tuples(st.just("table"), st.one_of(st.none(), rows)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(moves, min_size=1, max_size=10))
def test_an_answer_always_comes_and_records_hold(plan: list[tuple[str, object]]) -> None:
    house = prepared()
    for kind, what in plan:
        turn = act(house, kind, what)
        assert turn is None or any(not message.to for message in turn.messages)
        for recorded in turn.acts if turn else ():
            holds(recorded.fact)


def act(house: House, kind: str, what: object) -> Turn | None:
    if kind == "say":
        return house.say(CHAT, str(what))
    if kind == "press":
        return house.press_payload(CHAT, str(what))
    if kind == "table":
        return house.send(CHAT, "a.xlsx", table=what)
    buttons = [b for m in house.shown[CHAT][-3:] for row in m.buttons for b in row]
    assert isinstance(what, int)
    return house.press_payload(CHAT, buttons[what % len(buttons)].payload) if buttons else None


def holds(fact: object) -> None:
    """Reasons are given, points lie within the maximum, known units stay."""
    if isinstance(fact, facts.AnswerAdjusted):
        assert 10 <= len(fact.reason) <= 1000
        assert (fact.claim is None) != (fact.points is None)
        if fact.points is not None:
            assert 0 <= Formula.parse(fact.points).evaluate({}) <= criteria_set().by_id[fact.item].max
    elif isinstance(fact, facts.AnswerReturned):
        assert 10 <= len(fact.reason) <= 1000
    elif isinstance(fact, facts.InvitationIssued):
        assert len(fact.name) >= 2
        assert bool(fact.unit) == (fact.role in ("officer", "leader"))
