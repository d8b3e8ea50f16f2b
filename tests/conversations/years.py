"""Houses that stand somewhere in the year: reviewed, approved, published."""

from __future__ import annotations

from criteria.procedure_files import load_procedure
from scoring import facts
from scoring.facts import Claim, Scope, Stage
from tests.conversations.desks import House, criteria_set

ADMIN, REVIEWER, OFFICER, OTHER = "web:quan", "web:duyet", "web:hoa", "web:binh"
CLAIMS = {"1.1": Claim(chosen=("cap_truong",)), "3.1": Claim(values={"a": "421", "b": "512"})}
UNITS = ("lac-dao", "chi-dao")


def year(*, stage: Stage = "verifying", appeal_days: int = 5) -> House:
    """A campaign with everybody in it; both communes have handed in two answers."""
    house = House().open_campaign()
    house.decree(facts.TermsSet(terms=facts.Terms(appeal_days=appeal_days)))
    house.join(ADMIN, "administrator", name="Lê Thu Quản")
    house.join(REVIEWER, "reviewer", name="Trần Văn Duyệt")
    house.join(OFFICER)
    house.join(OTHER, unit="chi-dao", name="Trần Văn Bình")
    for unit in UNITS:
        hand_in(house, unit)
    if stage != "open":
        house.decree(facts.StageChanged(stage=stage))
    house.journal = []
    return house


def hand_in(house: House, unit: str) -> None:
    for item, claim in CLAIMS.items():
        house.record(facts.AnswerGiven(item=item, version=1, claim=claim), unit)
    house.record(facts.SubmissionSubmitted(claimed="48.78", digest="d"), unit)


def verify(house: House, *units: str, points: str = "") -> None:
    """End the review of the units; ``points``: what 3.1 is adjusted to."""
    for unit in units or UNITS:
        house.record(facts.AnswerAccepted(item="1.1", version=1), unit)
        adjusted = facts.AnswerAdjusted(item="3.1", version=1, points=points, reason="Số liệu khác báo cáo")
        house.record(adjusted if points else facts.AnswerAccepted(item="3.1", version=1), unit)
        house.record(facts.SubmissionVerified(verified="40"), unit)


def verified() -> House:
    """Both are verified; Lạc Đạo has fewer points than it claims."""
    house = year()
    verify(house, "chi-dao")
    verify(house, "lac-dao", points="20")
    return house


def approved(**given: int) -> House:
    """Both are approved, the campaign too."""
    house = year(**given)  # type: ignore[arg-type]
    verify(house, "chi-dao")
    verify(house, "lac-dao", points="20")
    for unit in UNITS:
        house.record(facts.SubmissionApproved(), unit)
    house.decree(facts.StageChanged(stage="approved"))
    return house


def published(**given: int) -> House:
    """The results are public."""
    house = approved(**given)
    house.say(ADMIN, "/congbo")
    house.press(ADMIN, "Công bố")
    house.journal = []
    return house


def appealed() -> House:
    """Lạc Đạo objects to 3.1."""
    house = published()
    house.say(OFFICER, "/khieunai 3.1")
    house.say(OFFICER, "Báo cáo quý ghi đúng 421 trên 512 người")
    house.journal = []
    return house


def district(house: House, chat: str = "web:huyen") -> None:
    """An administrator of one commune only."""
    house.join(chat, "administrator", name="Phạm Thị Huyện")
    person = house.session(chat).person
    house.decree(facts.RoleGiven(person=person, role="administrator", scope=Scope(units=("chi-dao",))))
    house.journal = []


def with_levels() -> House:
    """Kiên Giang's communes, whose decision has levels by share; one has handed in everything."""
    criteria = criteria_set("kien-giang-xa")
    house = House(criteria=criteria, procedure=load_procedure("kien-giang")).open_campaign()
    house.join(ADMIN, "administrator", name="Lê Thu Quản")
    house.join(REVIEWER, "reviewer", name="Trần Văn Duyệt")
    house.join(OFFICER)
    return house


def kinds(house: House) -> list[str]:
    return [fact.kind for _, fact in house.journal]
