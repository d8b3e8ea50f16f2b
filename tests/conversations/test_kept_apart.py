"""A figure that was said to be right only here stays, whatever its sources become; and what others have."""

from __future__ import annotations

import pytest

from conversations.phrases import doubting
from scoring import facts
from scoring.facts import Claim
from tests.conversations.desks import House, ready, text_of

OFFICER = "web:hoa"


def figures(house: House, item: str) -> dict[str, str]:
    claim = house.submission().claim(item)
    return claim.values if claim else {}


def with_sources() -> House:
    """4.4 takes its denominator from the sum of two general figures: 60 and 40."""
    house = ready()
    for item, value in (("tt.1.9", "60"), ("tt.1.10", "40")):
        house.record(facts.AnswerGiven(item=item, version=1, claim=Claim(values={"value": value})))
    return house


def test_a_figure_kept_only_here_is_not_overwritten_by_its_sources() -> None:
    house = with_sources()
    house.say(OFFICER, "4.4")
    house.say(OFFICER, "50/90")
    house.press(OFFICER, doubting.USE_HERE.format(value="90")[:12])
    assert figures(house, "4.4") == {"a": "50", "b": "90"}
    house.press_payload(OFFICER, "go:tt.1.9")
    house.say(OFFICER, "70")
    assert figures(house, "tt.1.9") == {"value": "70"}
    assert figures(house, "4.4") == {"a": "50", "b": "90"}


def test_a_figure_that_follows_its_sources_still_does() -> None:
    house = with_sources()
    house.say(OFFICER, "4.4")
    house.say(OFFICER, "50")
    assert figures(house, "4.4") == {"a": "50", "b": "100"}
    house.press_payload(OFFICER, "go:tt.1.9")
    house.say(OFFICER, "70")
    assert figures(house, "4.4") == {"a": "50", "b": "110"}


@pytest.mark.parametrize(("stage", "shown"), [("open", False), ("approved", False), ("published", True)])
def test_another_units_figure_is_not_shown_before_the_results_are(stage: facts.Stage, shown: bool) -> None:
    house = ready()
    for unit, value in (("lac-dao", "17"), ("chi-dao", "34")):
        house.record(facts.AnswerGiven(item="8.4", version=1, claim=Claim(values={"v": value})), unit)
        house.record(facts.SubmissionSubmitted(claimed="0", digest="d"), unit)
    if stage != "open":
        house.decree(facts.StageChanged(stage=stage))
    house.say(OFFICER, "8.4")
    told = text_of(house.last(OFFICER))
    assert ("34" in told) == shown
    assert ("chưa công bố" in told) == (not shown)
    if not shown:
        house.say(OFFICER, "/thu 8.4 18")
        assert "34" not in text_of(house.last(OFFICER))
