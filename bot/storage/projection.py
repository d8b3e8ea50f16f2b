"""What each fact writes, besides its row in the journal: the same change that ``records.apply`` makes."""

from __future__ import annotations

from bot.storage.database import Statement
from scoring import facts as f
from scoring.records import Submission

_CLOSE_VERDICT = (
    "UPDATE verdict SET current = 0 WHERE campaign_id = $1 AND unit = $2 AND item = $3 AND current = 1"
)
_VERDICT = (
    "INSERT INTO verdict (id, campaign_id, unit, item, version, outcome, current, body, at) "
    "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)"
)


LARGEST_LIST = 1_000_000  # units in one import, so that later imports stand behind earlier ones


def of_submission(
    campaign: str, after: Submission, fact: f.SubmissionFact, *, person: str, at: str
) -> list[Statement]:
    """Rows for one fact of a submission; ``after`` is the submission with the fact in it."""
    key = (campaign, after.unit)
    match fact:
        case f.AnswerGiven():
            return _answer(key, fact, person, at)
        case f.ExplanationGiven():
            return _explanation(key, fact)
        case f.EvidenceAttached():
            return [_evidence(key, fact, after.revision, (person, at))]
        case f.EvidenceRemoved():
            return [Statement("UPDATE evidence SET current = 0 WHERE id = $1", (fact.evidence_id,))]
        case f.SubmissionSubmitted():
            sql = (
                "UPDATE verdict SET current = 0 WHERE campaign_id = $1 AND unit = $2 AND current = 1 "
                "AND outcome = 'returned'"
            )
            return [Statement(sql, key)]
        case f.AnswerAccepted() | f.AnswerAdjusted() | f.AnswerReturned():
            verdict = after.verdicts[fact.item]
            row = (f"{campaign}/{after.unit}/{after.revision}", *key, fact.item, fact.version)
            return [
                Statement(_CLOSE_VERDICT, (*key, fact.item)),
                Statement(_VERDICT, (*row, verdict.outcome, verdict.model_dump_json(), at)),
            ]
        case _:
            return []


def _answer(key: tuple[str, str], fact: f.AnswerGiven, person: str, at: str) -> list[Statement]:
    closing = (
        "UPDATE answer SET current = 0 WHERE campaign_id = $1 AND unit = $2 AND item = $3 AND current = 1"
    )
    insert = (
        "INSERT INTO answer (campaign_id, unit, item, version, current, claim, person_id, at) "
        "VALUES ($1, $2, $3, $4, 1, $5, $6, $7)"
    )
    row = (*key, fact.item, fact.version, fact.claim.model_dump_json(exclude_defaults=True), person, at)
    closed = [Statement(closing, (*key, fact.item))] if fact.version > 1 else []
    return [*closed, Statement(_CLOSE_VERDICT, (*key, fact.item)), Statement(insert, row)]


def _explanation(key: tuple[str, str], fact: f.ExplanationGiven) -> list[Statement]:
    if not fact.text:
        sql = "DELETE FROM explanation WHERE campaign_id = $1 AND unit = $2 AND item = $3"
        return [Statement(sql, (*key, fact.item))]
    sql = (
        "INSERT INTO explanation (campaign_id, unit, item, text) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (campaign_id, unit, item) DO UPDATE SET text = excluded.text"
    )
    return [Statement(sql, (*key, fact.item, fact.text))]


def _evidence(
    key: tuple[str, str], fact: f.EvidenceAttached, position: int, who: tuple[str, str]
) -> Statement:
    sql = (
        "INSERT INTO evidence (id, campaign_id, unit, item, sha256, current, body, position, person_id, at) "
        "VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)"
    )
    piece = fact.evidence
    row = (piece.id, *key, fact.item, piece.sha256, piece.model_dump_json(), position, *who)
    return Statement(sql, row)


def of_campaign(campaign: str, position: int, fact: f.CampaignFact) -> list[Statement]:
    """Rows for one fact of the campaign. ``position`` orders new campaigns, units and chats."""
    match fact:
        case f.CampaignCreated():
            sql = (
                "INSERT INTO campaign (id, position, name, set_id, set_version, set_digest, stage, deadline) "
                "VALUES ($1, $2, $3, $4, $5, $6, 'preparing', $7)"
            )
            pin = (fact.set_id, fact.set_version, fact.set_digest)
            return [Statement(sql, (campaign, position, fact.name, *pin, fact.deadline))]
        case f.UnitsImported():
            first = position * LARGEST_LIST
            return [_unit(campaign, first + index, unit) for index, unit in enumerate(fact.units)]
        case f.InvitationIssued():
            sql = (
                "INSERT INTO invitation (code_hash, campaign_id, role, unit, name, expires, used_by) "
                "VALUES ($1, $2, $3, $4, $5, $6, '')"
            )
            return [Statement(sql, (fact.code_hash, campaign, fact.role, fact.unit, fact.name, fact.expires))]
        case f.InvitationAccepted():
            return _joined(campaign, position, fact)
        case f.StageChanged():
            return [Statement("UPDATE campaign SET stage = $2 WHERE id = $1", (campaign, fact.stage))]
        case f.DeadlineSet():
            return [Statement("UPDATE campaign SET deadline = $2 WHERE id = $1", (campaign, fact.deadline))]
        case f.ActRefused():
            return []


def _unit(campaign: str, position: int, unit: f.Unit) -> Statement:
    sql = (
        "INSERT INTO unit (campaign_id, code, name, block, position) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (campaign_id, code) DO UPDATE SET name = excluded.name, block = excluded.block"
    )
    return Statement(sql, (campaign, unit.code, unit.name, unit.block, position))


def _joined(campaign: str, position: int, fact: f.InvitationAccepted) -> list[Statement]:
    chat = f"{fact.channel}:{fact.address}"
    return [
        Statement("INSERT INTO person (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
                  (fact.person, fact.name)),
        Statement("INSERT INTO role (campaign_id, person_id, name, unit) VALUES ($1, $2, $3, $4) "
                  "ON CONFLICT (campaign_id, person_id, name, unit) DO NOTHING",
                  (campaign, fact.person, fact.role, fact.unit)),
        Statement("INSERT INTO chat (id, person_id, position) VALUES ($1, $2, $3) "
                  "ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, "
                  "position = excluded.position",
                  (chat, fact.person, position)),
        Statement("UPDATE invitation SET used_by = $2 WHERE code_hash = $1", (fact.code_hash, fact.person)),
    ]  # fmt: skip
