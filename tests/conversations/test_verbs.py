"""Role × button verb × stage, with real and with garbage arguments: every press is answered, nothing breaks,
and what is recorded is only what that role may make of its own units.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import get_args

import pytest

from conversations import acts
from conversations.answers import pressing
from conversations.phrases import running
from scoring import facts
from scoring.facts import RoleName, Scope, Stage
from tests.conversations import years
from tests.conversations.desks import House

VERBS = sorted({*acts.PRESSES, *pressing.PRESSES, "cmd"})
UNIT_FACTS = {
    "answer_given", "explanation_given", "evidence_attached", "evidence_removed", "remark_given",
    "signature_asked", "signature_refused", "submission_submitted", "submission_withdrawn",
    "question_answered", "appeal_filed",
}  # fmt: skip
REVIEW_FACTS = {
    "answer_accepted", "answer_adjusted", "answer_returned", "question_asked", "submission_returned",
    "submission_verified", "appeal_ruled", "figures_supplied", "return_recalled",
}  # fmt: skip
ADMIN_FACTS = {
    "stage_changed", "deadline_set", "terms_set", "units_imported", "extension_given", "round_opened",
    "results_published", "reminders_issued", "submission_approved", "approval_withdrawn", "answer_returned",
    "appeal_ruled", "figures_supplied", "role_given", "role_revoked", "invitation_issued",
    "invitation_withdrawn", "return_recalled",
}  # fmt: skip
OWN = {"invitation_issued", "invitation_withdrawn", "role_revoked", "role_given", "act_refused"}
"""Whoever has a role may hand it on, bind another chat, and hand criteria to a colleague."""
MAY: dict[RoleName, set[str]] = {
    "officer": UNIT_FACTS | OWN, "leader": UNIT_FACTS | OWN, "reviewer": REVIEW_FACTS | OWN,
    "administrator": ADMIN_FACTS | OWN, "observer": OWN,
}  # fmt: skip
PLACES: dict[RoleName, set[str]] = {
    "officer": {"lac-dao"}, "leader": {"lac-dao"}, "reviewer": {"chi-dao"}, "administrator": {"chi-dao"},
    "observer": set(),
}  # fmt: skip
"""Reviewer and administrator have Chỉ Đạo only: a button that names Lạc Đạo comes from elsewhere."""


@cache
def _house() -> House:
    house = years.year(stage="open", appeal_days=5)
    roles: tuple[tuple[RoleName, str], ...] = (
        ("officer", "lac-dao"), ("leader", "lac-dao"),
        ("reviewer", ""), ("administrator", ""), ("observer", ""),
    )  # fmt: skip
    for role, unit in roles:
        scope = Scope(units=("chi-dao",)) if role in ("reviewer", "administrator") else Scope()
        house.join(f"web:{role}", role, unit, "Vũ Văn Sáu", scope=scope)
    return house


def at(stage: Stage) -> House:
    """The authority in that stage: Lạc Đạo handed in, Chỉ Đạo verified, from the publication on approved."""
    house = copy.copy(_house())
    house.submissions, house.sessions = dict(house.submissions), dict(house.sessions)
    house.shown, house.log, house.publications = {}, list(house.log), dict(house.publications)
    if stage not in ("preparing", "open"):
        years.verify(house, "chi-dao")
    if stage in ("published", "appeals", "closed"):
        house.record(facts.SubmissionApproved(), "chi-dao")
    house.decree(facts.StageChanged(stage=stage))
    house.journal = []
    return house


def payloads(verb: str, house: House) -> list[str]:
    """What a button of that verb may carry: real things, and what no button of ours ever had."""
    person = next(iter(house.campaign.people))
    revision = str(house.submission("lac-dao").revision)
    real = [
        verb, f"{verb}:3.1", f"{verb}:3.1:1", f"{verb}:3.1:1:lac-dao", f"{verb}:3.1:1:chi-dao",
        f"{verb}:3.1::lac-dao", f"{verb}:3.1::chi-dao", f"{verb}:lac-dao:{revision}", f"{verb}:chi-dao",
        f"{verb}::{revision}:yes", f"{verb}::{revision}:lac-dao", f"{verb}::{revision}:chi-dao",
        f"{verb}:{person}", f"{verb}:{person}:officer:lac-dao", f"{verb}:tt.1.4:0:name", f"{verb}:1:1:1",
        f"{verb}:verifying:open", f"{verb}:open:verifying", f"{verb}:2027", f"{verb}:3.1:1:a=421",
    ]  # fmt: skip
    garbage = [
        f"{verb}:::",
        f"{verb}:..:-1:%",
        f"{verb}:’;--:99999999999999999999:{'x' * 300}",
        f"{verb}:{'٣' * 9}:٣",
    ]
    return [*real, *garbage]


@pytest.mark.parametrize("stage", get_args(Stage))
@pytest.mark.parametrize("role", get_args(RoleName))
def test_every_verb_is_answered_and_stays_within_role_and_scope(role: RoleName, stage: Stage) -> None:
    standing = at(stage)
    for verb in VERBS:
        for payload in payloads(verb, standing):
            house = copy.copy(standing)
            house.submissions, house.sessions = dict(standing.submissions), dict(standing.sessions)
            house.shown, house.log, house.journal = {}, list(standing.log), []
            turn = house.press_payload(f"web:{role}", payload)
            assert any(not message.to for message in turn.messages), payload
            assert all(running.SORRY not in message.body for message in turn.messages), payload
            for unit, fact in house.journal:
                assert fact.kind in MAY[role], (payload, fact)
                assert not unit or unit in PLACES[role], (payload, fact)
                _within(role, payload, fact)


def _within(role: RoleName, payload: str, fact: facts.Fact) -> None:
    """Campaign facts of somebody with a part of the campaign name nothing outside of it."""
    if isinstance(fact, facts.ExtensionGiven | facts.RemindersIssued):
        assert set(fact.units) <= PLACES[role], (payload, fact)
    if role == "administrator":
        whole = (
            facts.StageChanged
            | facts.DeadlineSet
            | facts.TermsSet
            | facts.RoundOpened
            | facts.ResultsPublished
        )
        assert not isinstance(fact, whole), (payload, fact)
    if isinstance(fact, facts.InvitationIssued | facts.RoleGiven) and fact.unit:
        assert fact.unit in PLACES[role], (payload, fact)


def test_the_table_has_every_verb() -> None:
    assert len(VERBS) > 60
