"""What a campaign's facts write besides the journal: the same change that ``campaigns.apply`` makes."""

from __future__ import annotations

import json

from bot.storage.database import Statement
from scoring import facts as f
from scoring.campaigns import Campaign
from scoring.facts import Scope

LARGEST_LIST = 1_000_000  # units in one import, so that later imports stand behind earlier ones


def of_campaign(  # noqa: PLR0911 - one per fact
    after: Campaign, position: int, fact: f.CampaignFact
) -> list[Statement]:
    """Rows for one fact; ``after`` is the campaign with the fact in it. ``position`` orders new campaigns,
    units and chats.
    """
    match fact:
        case f.CampaignCreated():
            return [_created(after, position)]
        case f.UnitsImported():
            return _units(after.id, position, fact)
        case f.StageChanged() | f.DeadlineSet() | f.TermsSet():
            return [_own_row(after)]
        case f.RoundOpened():
            return [_own_row(after), Statement("DELETE FROM extension WHERE campaign_id = $1", (after.id,))]
        case f.ExtensionGiven():
            return [_extension(after.id, unit, fact) for unit in fact.units]
        case f.RemindersIssued():
            return [_reminder(after.id, fact.slot, unit) for unit in ("", *fact.units)]
        case f.ResultsPublished():
            return _published(after, fact)
        case f.ActRefused():
            return []
        case _:
            return _of_people(after, position, fact)


def _created(after: Campaign, position: int) -> Statement:
    sql = (
        "INSERT INTO campaign (id, position, name, set_id, set_version, set_digest, procedure, "
        "procedure_digest, stage, deadline, period, rounds, terms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    )
    pins = (after.set_id, after.set_version, after.set_digest, after.procedure, after.procedure_digest)
    return Statement(sql, (after.id, position, after.name, *pins, *_changing(after)))


def _own_row(after: Campaign) -> Statement:
    sql = "UPDATE campaign SET stage = $2, deadline = $3, period = $4, rounds = $5, terms = $6 WHERE id = $1"
    return Statement(sql, (after.id, *_changing(after)))


def _changing(after: Campaign) -> tuple[str, ...]:
    rounds, terms = json.dumps(after.rounds), after.terms.model_dump_json()
    return after.stage, after.deadline, after.period, rounds, terms


def _units(campaign: str, position: int, fact: f.UnitsImported) -> list[Statement]:
    first = position * LARGEST_LIST
    unit = (
        "INSERT INTO unit (campaign_id, code, name, block, parent, position) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (campaign_id, code) DO UPDATE SET name = excluded.name, block = excluded.block, "
        "parent = excluded.parent"
    )
    body = (
        "INSERT INTO body (campaign_id, code, name, parent) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (campaign_id, code) DO UPDATE SET name = excluded.name, parent = excluded.parent"
    )
    return [
        *(Statement(body, (campaign, each.code, each.name, each.parent)) for each in fact.bodies),
        *(
            Statement(unit, (campaign, each.code, each.name, each.block, each.parent, first + index))
            for index, each in enumerate(fact.units)
        ),
    ]


def _extension(campaign: str, unit: str, fact: f.ExtensionGiven) -> Statement:
    sql = (
        "INSERT INTO extension (campaign_id, unit, deadline, reason) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (campaign_id, unit) DO UPDATE SET deadline = excluded.deadline, reason = excluded.reason"
    )
    return Statement(sql, (campaign, unit, fact.deadline, fact.reason))


def _reminder(campaign: str, slot: str, unit: str) -> Statement:
    sql = (
        "INSERT INTO reminder (campaign_id, slot, unit) VALUES ($1, $2, $3) "
        "ON CONFLICT (campaign_id, slot, unit) DO NOTHING"
    )
    return Statement(sql, (campaign, slot, unit))


def _published(after: Campaign, fact: f.ResultsPublished) -> list[Statement]:
    publication = "INSERT INTO publication (campaign_id, period, number, body) VALUES ($1, $2, $3, $4)"
    placing = "INSERT INTO placing (campaign_id, number, unit, body) VALUES ($1, $2, $3, $4)"
    body = after.publications[-1].model_dump_json(exclude={"period"})  # has its column
    return [
        Statement(publication, (after.id, after.period, fact.number, body)),
        *(
            Statement(placing, (after.id, fact.number, each.unit, each.model_dump_json()))
            for each in fact.placings
        ),
    ]


PeopleFact = f.InvitationIssued | f.InvitationWithdrawn | f.InvitationAccepted | f.RoleGiven | f.RoleRevoked


def _of_people(after: Campaign, position: int, fact: PeopleFact) -> list[Statement]:
    match fact:
        case f.InvitationIssued():
            return [_invitation(after.id, fact)]
        case f.InvitationWithdrawn():
            return [Statement("UPDATE invitation SET withdrawn = 1 WHERE code_hash = $1", (fact.code_hash,))]
        case f.InvitationAccepted():
            return _joined(after.id, position, fact)
        case f.RoleGiven():
            return [_role((after.id, fact.person, fact.role, fact.unit), fact.scope)]
        case f.RoleRevoked():
            return [_no_role((after.id, fact.person, fact.role, fact.unit))]


def _invitation(campaign: str, fact: f.InvitationIssued) -> Statement:
    sql = (
        "INSERT INTO invitation (code_hash, campaign_id, role, unit, name, expires, scope, replaces, binds, "
        "used_by, used_at, withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', 0)"
    )
    scope = fact.scope.model_dump_json(exclude_defaults=True)
    who = (fact.role, fact.unit, fact.name, fact.expires, scope, fact.replaces, fact.binds)
    return Statement(sql, (fact.code_hash, campaign, *who))


def _joined(campaign: str, position: int, fact: f.InvitationAccepted) -> list[Statement]:
    chat = f"{fact.channel}:{fact.address}"
    gone = [_no_role((campaign, fact.replaces, fact.role, fact.unit))] if fact.replaces else []
    return [
        *gone,
        Statement("INSERT INTO person (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
                  (fact.person, fact.name)),
        _role((campaign, fact.person, fact.role, fact.unit), fact.scope),
        Statement("INSERT INTO chat (id, person_id, position) VALUES ($1, $2, $3) "
                  "ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, "
                  "position = excluded.position",
                  (chat, fact.person, position)),
        Statement("UPDATE invitation SET used_by = $2, used_at = $3 WHERE code_hash = $1",
                  (fact.code_hash, fact.person, fact.at)),
    ]  # fmt: skip


def _role(key: tuple[str, str, str, str], scope: Scope) -> Statement:
    sql = (
        "INSERT INTO role (campaign_id, person_id, name, unit, scope) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (campaign_id, person_id, name, unit) DO UPDATE SET scope = excluded.scope"
    )
    return Statement(sql, (*key, scope.model_dump_json(exclude_defaults=True)))


def _no_role(key: tuple[str, str, str, str]) -> Statement:
    sql = "DELETE FROM role WHERE campaign_id = $1 AND person_id = $2 AND name = $3 AND unit = $4"
    return Statement(sql, key)
