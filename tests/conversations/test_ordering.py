"""What the command line did is heard as if it had been done in the chat."""

from __future__ import annotations

import pytest

from conversations.events import OFFICE, Ordered, OvertakenError
from conversations.messages import Message
from conversations.year import ordering
from scoring.facts import (
    AppealRuled,
    DeadlineSet,
    Fact,
    FiguresSupplied,
    InvitationWithdrawn,
    ResultsPublished,
    RoundOpened,
    StageChanged,
)
from tests.conversations import years
from tests.conversations.desks import House
from tests.conversations.test_rounds import quarterly
from tests.conversations.years import ADMIN, OFFICER, REVIEWER

RULING = "Đã đối chiếu với báo cáo quý của xã"
RULED = AppealRuled(item="3.1", upheld=False, reason=RULING)


def order(house: House, subject: str, *facts: Fact) -> None:
    acts = tuple((subject, fact) for fact in facts)
    house.step(Ordered.model_validate({**house._arrived(OFFICE), "acts": acts}))


def heard(house: House, chat: str, before: int) -> list[Message]:
    return house.shown[chat][before:]


def test_an_appeal_is_dismissed() -> None:
    spoken, written = years.appealed(), years.appealed()
    count = len(spoken.shown[OFFICER])
    spoken.press_payload(REVIEWER, "apdown:3.1::lac-dao")
    spoken.say(REVIEWER, RULING)
    order(written, "lac-dao", AppealRuled(item="3.1", upheld=False, reason=RULING))
    assert heard(written, OFFICER, count) == heard(spoken, OFFICER, count) != []


def test_an_appeal_is_upheld() -> None:
    spoken, written = years.appealed(), years.appealed()
    count = len(spoken.shown[OFFICER])
    spoken.press_payload(REVIEWER, "apup:3.1::lac-dao")
    spoken.say(REVIEWER, "điểm 30")
    spoken.say(REVIEWER, RULING)
    order(written, "lac-dao", AppealRuled(item="3.1", upheld=True, points="30", reason=RULING))
    assert heard(written, OFFICER, count) == heard(spoken, OFFICER, count) != []


@pytest.mark.parametrize("stage", ["verifying", "open"])
def test_a_stage_is_left(stage: str) -> None:
    spoken, written = (years.year(stage="open" if stage == "verifying" else "verifying") for _ in range(2))
    reason = "" if stage == "verifying" else "Hai xã chưa kịp nộp hồ sơ"
    count = len(spoken.shown[OFFICER])
    if stage == "verifying":
        spoken.say(ADMIN, "/khoaso")
        spoken.press(ADMIN, "Khóa sổ")
    else:
        spoken.press_payload(ADMIN, "adask:open")
        spoken.say(ADMIN, reason)
    order(written, "", StageChanged.model_validate({"stage": stage, "reason": reason}))
    assert spoken.campaign.stage == written.campaign.stage == stage
    assert heard(written, OFFICER, count) == heard(spoken, OFFICER, count) != []


def test_a_round_is_opened() -> None:
    spoken, written = quarterly("2026-11"), quarterly("2026-11")
    count = len(spoken.shown["web:hoa"])
    spoken.say("web:quan", "/mokymoi")
    spoken.press("web:quan", "Mở tháng 12/2026")
    order(written, "", RoundOpened(period="2026-12", deadline="2026-12-15"))
    assert heard(written, "web:hoa", count) == heard(spoken, "web:hoa", count) != []


def test_what_nobody_has_to_hear_of_is_only_recorded() -> None:
    house = years.year(stage="open")
    count = len(house.shown[OFFICER])
    order(house, "", DeadlineSet(deadline="2027-01-15"))
    assert house.campaign.deadline == "2027-01-15"
    assert not heard(house, OFFICER, count)


def test_of_a_publication_units_hear_by_their_results_alone() -> None:
    house = years.year(stage="approved")
    count = len(house.shown[OFFICER])
    order(house, "", StageChanged(stage="published"), StageChanged(stage="appeals"))
    assert house.campaign.stage == "appeals"
    assert heard(house, OFFICER, count) == []


# --- as it stands now ----------------------------------------------------------------------------------


def check(since: set[tuple[str, str]], *acts: tuple[str, Fact]) -> None:
    given = years.year()._arrived(OFFICE)
    ordering.check(Ordered.model_validate({**given, "acts": acts, "seen": 1}), since)


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ({("lac-dao", "answer_given")}, "lac-dao"),
        ({("", "stage_changed"), ("chi-dao", "answer_given")}, "the campaign"),
        ({("", "role_revoked")}, "the campaign"),
    ],
)
def test_what_has_changed_is_named(since: set[tuple[str, str]], said: str) -> None:
    with pytest.raises(OvertakenError, match=f"^{said} has changed meanwhile: nothing was recorded"):
        check(since, ("lac-dao", RULED))


def test_what_others_do_meanwhile_is_no_hindrance() -> None:
    others = {("chi-dao", "answer_given"), ("", "invitation_accepted"), ("", "act_refused")}
    check(others, ("lac-dao", RULED))
    check(others | {("lac-dao", "answer_given")}, ("", DeadlineSet(deadline="2026-12-20")))


def test_figures_of_the_authority_rest_on_nothing_that_the_unit_fills_in() -> None:
    figures = ("lac-dao", FiguresSupplied(item="3.1", values={"b": "512"}, source="Chi cục Thống kê"))
    check({("lac-dao", "answer_given"), ("lac-dao", "evidence_attached")}, figures)
    for kind in ("figures_supplied", "signature_asked", "submission_submitted"):
        with pytest.raises(OvertakenError, match=r"^lac-dao has"):
            check({("lac-dao", "answer_given"), ("lac-dao", kind)}, figures)
    with pytest.raises(OvertakenError, match=r"^lac-dao has"):
        check({("lac-dao", "answer_given")}, figures, ("lac-dao", RULED))


def test_an_invitation_that_was_taken_meanwhile_is_not_withdrawn() -> None:
    with pytest.raises(OvertakenError, match=r"^an invitation"):
        check({("", "invitation_accepted")}, ("", InvitationWithdrawn(code_hash="h")))


@pytest.mark.parametrize(
    "fact",
    [
        StageChanged(stage="approved"),  # nothing was handed in
        StageChanged(stage="closed"),  # there is no such step
        ResultsPublished(number=1, at="2026-12-20T00:00:00+00:00", digest="another", placings=()),
    ],
)
def test_what_rests_on_all_units_is_looked_at_again(fact: Fact) -> None:
    house = years.year(stage="verifying")
    given = {**house._arrived(OFFICE), "acts": (("", fact),)}
    with pytest.raises(OvertakenError):
        house.step(Ordered.model_validate({**given, "seen": 1}))
    assert house.campaign.stage == "verifying"
