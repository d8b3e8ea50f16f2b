"""What can happen to a campaign: its set, units, people, dates and results. ``facts`` has the whole list."""

from __future__ import annotations

from typing import Literal

from scoring.values import Body, Placing, Record, RoleName, Scope, Stage, Terms, Unit


class CampaignCreated(Record):
    """A campaign on one criteria set, pinned by version and digest, perhaps with another decision's
    procedure. ``period``: code of its first round (``2026``, ``2026-Q3``, ``2026-07``), empty where the whole
    set is asked at once.
    """

    kind: Literal["campaign_created"] = "campaign_created"
    name: str
    set_id: str
    set_version: str
    set_digest: str
    deadline: str = ""
    procedure: str = ""
    procedure_digest: str = ""
    period: str = ""
    terms: Terms = Terms()


class UnitsImported(Record):
    """Units (and the bodies above them) joined; a known code is renamed or moved, never doubled."""

    kind: Literal["units_imported"] = "units_imported"
    units: tuple[Unit, ...]
    bodies: tuple[Body, ...] = ()


class InvitationIssued(Record):
    """A one-time invitation. Only the code's SHA-256 is kept. ``replaces``: the person who hands the role
    over. ``binds``: the person whose further chat this will be.
    """

    kind: Literal["invitation_issued"] = "invitation_issued"
    code_hash: str
    role: RoleName
    unit: str = ""
    name: str
    expires: str
    scope: Scope = Scope()
    replaces: str = ""
    binds: str = ""


class InvitationWithdrawn(Record):
    """The invitation can no longer be used."""

    kind: Literal["invitation_withdrawn"] = "invitation_withdrawn"
    code_hash: str


class InvitationAccepted(Record):
    """The invited person joined from a chat; the role is theirs, and no longer of ``replaces``. ``at`` is an
    ISO time.
    """

    kind: Literal["invitation_accepted"] = "invitation_accepted"
    code_hash: str
    person: str
    name: str
    role: RoleName
    unit: str = ""
    channel: str
    address: str
    at: str = ""
    scope: Scope = Scope()
    replaces: str = ""


class RoleGiven(Record):
    """Somebody who has joined has a role, from now on within ``scope``."""

    kind: Literal["role_given"] = "role_given"
    person: str
    role: RoleName
    unit: str = ""
    scope: Scope = Scope()


class RoleRevoked(Record):
    """Somebody no longer has the role."""

    kind: Literal["role_revoked"] = "role_revoked"
    person: str
    role: RoleName
    unit: str = ""
    reason: str = ""


class StageChanged(Record):
    """The campaign moved to another stage; a step back has a reason."""

    kind: Literal["stage_changed"] = "stage_changed"
    stage: Stage
    reason: str = ""


class DeadlineSet(Record):
    """The date (ISO) by which units must submit."""

    kind: Literal["deadline_set"] = "deadline_set"
    deadline: str


class TermsSet(Record):
    """What the authority settles for the campaign has changed."""

    kind: Literal["terms_set"] = "terms_set"
    terms: Terms


class ExtensionGiven(Record):
    """These units may submit until another date (ISO), for a reason."""

    kind: Literal["extension_given"] = "extension_given"
    units: tuple[str, ...]
    deadline: str
    reason: str


class RoundOpened(Record):
    """The next round began: every unit starts a new submission, and only what is due in it is asked."""

    kind: Literal["round_opened"] = "round_opened"
    period: str
    deadline: str


class RemindersIssued(Record):
    """These units were reminded; a ``slot`` (``2026-12-07/3``) reminds each unit once. No units: reminders
    were asked for under that slot, and go out from now on.
    """

    kind: Literal["reminders_issued"] = "reminders_issued"
    slot: str
    units: tuple[str, ...]


class ResultsPublished(Record):
    """The ranking as it stands, frozen. ``number`` counts publications from 1, ``digest`` is over the
    placings, ``head`` the journal's hash before this fact: who keeps the journal fills it in.
    """

    kind: Literal["results_published"] = "results_published"
    number: int
    at: str
    digest: str
    head: str = ""
    appeals_until: str = ""
    placings: tuple[Placing, ...]


class ActRefused(Record):
    """Somebody tried what their role, or the campaign's stage, does not allow; nothing changed."""

    kind: Literal["act_refused"] = "act_refused"
    act: str
    why: str
