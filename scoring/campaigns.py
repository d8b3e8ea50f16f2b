"""A campaign (kỳ đánh giá): criteria set, stage, units, people, dates, results. Only ``apply`` changes it."""

from __future__ import annotations

from criteria.due import Period
from scoring import facts as f
from scoring.facts import Body, CampaignFact, Placing, Record, RoleName, Scope, Stage, Terms, Unit
from scoring.people import Invitation, Person, Role, Staff, joined, with_role, without_role


class Extension(Record):
    """Until when (ISO date) one unit may submit, and why."""

    deadline: str
    reason: str


class Publication(Record):
    """One publication of results, without its rows. ``at`` is an ISO time, ``appeals_until`` a date,
    ``period`` the round whose results they are.
    """

    number: int
    at: str
    digest: str
    head: str
    appeals_until: str = ""
    period: str = ""


class Before(Record):
    """The round whose figures are offered again: of this campaign, or of the one before it on the same set
    (``period`` is empty where that had no rounds).
    """

    round_id: str
    period: str = ""
    campaign: str = ""

    @property
    def campaign_id(self) -> str:
        """Of which campaign it was a round."""
        return self.round_id.removesuffix(f"/{self.period}") if self.period else self.round_id

    @property
    def code(self) -> str:
        """What an answer with kept figures says they are of."""
        return self.period or self.round_id

    @property
    def name(self) -> str:
        """``quý II/2026``, or the name of the campaign."""
        return Period.of(self.period).name if self.period else self.campaign


class Campaign(Record):
    """One assessment. ``deadline`` is an ISO date or empty; ``period`` the code of the running round;
    ``placings`` those of the latest publication; ``withdrawn`` the hashes of invitations taken back.
    """

    id: str
    name: str = ""
    set_id: str = ""
    set_version: str = ""
    set_digest: str = ""
    procedure: str = ""
    procedure_digest: str = ""
    stage: Stage = "preparing"
    deadline: str = ""
    period: str = ""
    rounds: tuple[str, ...] = ()
    terms: Terms = Terms()
    units: dict[str, Unit] = {}
    bodies: dict[str, Body] = {}
    people: dict[str, Person] = {}
    invitations: dict[str, Invitation] = {}
    withdrawn: frozenset[str] = frozenset()
    extensions: dict[str, Extension] = {}
    reminded: dict[str, frozenset[str]] = {}
    publications: tuple[Publication, ...] = ()
    placings: dict[str, Placing] = {}

    @property
    def round_id(self) -> str:
        """What the submissions of the running round are kept under."""
        return f"{self.id}/{self.period}" if self.period else self.id

    @property
    def round_name(self) -> str:
        """What papers of the running round are headed with: ``Kỳ đánh giá 2026 – tháng 8/2026``."""
        period = Period.of(self.period).name if self.period else ""
        return self.name if period.casefold() in self.name.casefold() else f"{self.name} – {period}"

    @property
    def before(self) -> Before | None:
        """The latest earlier round of the same cadence; None where this is the first of the campaign."""
        if not self.period:
            return None
        every = Period.of(self.period).every
        same = [code for code in self.rounds[:-1] if Period.of(code).every == every]
        return Before(round_id=f"{self.id}/{same[-1]}", period=same[-1], campaign=self.name) if same else None

    def block(self, unit: str) -> str:
        """The block that the unit is ranked in."""
        return self.units[unit].block

    def blocks(self) -> tuple[str, ...]:
        """All blocks in order of first appearance."""
        return tuple(dict.fromkeys(unit.block for unit in self.units.values()))

    def deadline_of(self, unit: str) -> str:
        """The date by which the unit must submit: its extension's, or the campaign's."""
        extension = self.extensions.get(unit)
        return extension.deadline if extension else self.deadline

    def of_unit(self, unit: str) -> tuple[Person, ...]:
        """Officers and leaders of a unit."""
        return self._staff.by_unit.get(unit, ())

    def leaders(self, unit: str) -> tuple[Person, ...]:
        """Who signs for a unit."""
        return tuple(p for p in self.of_unit(unit) if any(r.unit == unit for r in p.held("leader")))

    def above(self, code: str) -> tuple[str, ...]:
        """Codes of the bodies above a unit or a body, the nearest first."""
        found: list[str] = []
        known = self.bodies.get(code) or self.units.get(code)
        while known and known.parent and known.parent not in found:
            found.append(known.parent)
            known = self.bodies.get(known.parent) or self.units.get(known.parent)
        return tuple(found)

    def covers(self, scope: Scope, unit: str) -> bool:
        """Whether a unit lies within a scope."""
        return (
            (not scope.units or unit in scope.units)
            and (not scope.blocks or (unit in self.units and self.block(unit) in scope.blocks))
            and (not scope.body or scope.body in self.above(unit))
        )

    def may(self, person: Person | None, role: RoleName, unit: str, criterion: str = "") -> bool:
        """Whether the person has the role for the unit (and criterion); nobody has it for their own unit."""
        if person is None or any(own.unit == unit for own in person.held("officer", "leader")):
            return False
        return any(
            self.covers(held.scope, unit)
            and (not criterion or not held.scope.criteria or criterion in held.scope.criteria)
            for held in person.held(role)
        )

    def reviewers(self) -> tuple[Person, ...]:
        """Everybody who may review something."""
        return self._staff.reviewers

    @property
    def _staff(self) -> Staff:
        """Worked out once for the people as they are now: thousands of them would be looked through at every
        submission.
        """
        known = self.__dict__.get("_known_staff")
        if not isinstance(known, Staff) or known.people is not self.people:
            known = self.__dict__["_known_staff"] = Staff.of(self.people)
        return known

    def reviewers_of(self, unit: str) -> tuple[Person, ...]:
        """Everybody who may review the unit, or single criteria of it."""
        return tuple(p for p in self.reviewers() if self.may(p, "reviewer", unit))


def apply(campaign: Campaign, fact: CampaignFact) -> Campaign:
    """The campaign after the fact."""
    return campaign.model_copy(update=_change(campaign, fact))


def _change(campaign: Campaign, fact: CampaignFact) -> dict[str, object]:  # noqa: PLR0911 - one per fact
    match fact:
        case f.CampaignCreated():
            given = {name: getattr(fact, name) for name in type(fact).model_fields if name != "kind"}
            return {**given, "rounds": (fact.period,) if fact.period else ()}
        case f.UnitsImported():
            return {
                "units": {**campaign.units, **{unit.code: unit for unit in fact.units}},
                "bodies": {**campaign.bodies, **{body.code: body for body in fact.bodies}},
            }
        case f.StageChanged():
            return {"stage": fact.stage}
        case f.DeadlineSet():
            return {"deadline": fact.deadline}
        case f.TermsSet():
            return {"terms": fact.terms}
        case f.ExtensionGiven():
            extension = Extension(deadline=fact.deadline, reason=fact.reason)
            return {"extensions": {**campaign.extensions, **dict.fromkeys(fact.units, extension)}}
        case f.RemindersIssued():
            told = campaign.reminded.get(fact.slot, frozenset()) | set(fact.units)
            return {"reminded": {**campaign.reminded, fact.slot: told}}
        case f.ActRefused():
            return {}
        case f.RoundOpened() | f.ResultsPublished():
            return _result_change(campaign, fact)
        case _:
            return _people_change(campaign, fact)


def _result_change(campaign: Campaign, fact: f.RoundOpened | f.ResultsPublished) -> dict[str, object]:
    if isinstance(fact, f.RoundOpened):
        return {
            "period": fact.period, "rounds": (*campaign.rounds, fact.period), "deadline": fact.deadline,
            "stage": "open", "extensions": {}, "placings": {},
        }  # fmt: skip
    latest = Publication(
        number=fact.number, at=fact.at, digest=fact.digest, head=fact.head, appeals_until=fact.appeals_until,
        period=campaign.period,
    )  # fmt: skip
    placings = {placing.unit: placing for placing in fact.placings}
    return {"publications": (*campaign.publications, latest), "placings": placings}


PeopleFact = f.InvitationIssued | f.InvitationWithdrawn | f.InvitationAccepted | f.RoleGiven | f.RoleRevoked


def _people_change(campaign: Campaign, fact: PeopleFact) -> dict[str, object]:
    match fact:
        case f.InvitationIssued():
            invitation = Invitation(**{k: v for k, v in fact if k != "kind"})
            return {"invitations": {**campaign.invitations, fact.code_hash: invitation}}
        case f.InvitationWithdrawn():
            left = {key: value for key, value in campaign.invitations.items() if key != fact.code_hash}
            return {"invitations": left, "withdrawn": campaign.withdrawn | {fact.code_hash}}
        case f.InvitationAccepted():
            taken = {"used_by": fact.person, "used_at": fact.at}
            used = campaign.invitations[fact.code_hash].model_copy(update=taken)
            people = without_role(campaign.people, fact.replaces, fact.role, fact.unit)
            return {
                "invitations": {**campaign.invitations, fact.code_hash: used},
                "people": {**people, fact.person: joined(people.get(fact.person), fact)},
            }
        case f.RoleGiven():
            person = campaign.people[fact.person]
            role = Role(name=fact.role, unit=fact.unit, scope=fact.scope)
            return {"people": {**campaign.people, person.id: with_role(person, role)}}
        case f.RoleRevoked():
            return {"people": without_role(campaign.people, fact.person, fact.role, fact.unit)}
