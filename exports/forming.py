"""Builds one unit's form from its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from criteria.schema import CriteriaSet, Criterion, Group
from criteria.vietnamese import clean
from exports.figures import answer_figures, evidence_of, info_figure, method_of
from exports.forms import form_of
from exports.report import CriterionLine, GroupLine, InfoLine, PartLine, UnitReport, source
from scoring.campaigns import Campaign
from scoring.records import INFO, Submission, Verdict
from scoring.review import REVIEWED, heard, lacks_evidence, was_handed_in
from scoring.rules import ALONE, Peers, Score
from scoring.sheet import Sheet, self_sheet, verified_sheet


@dataclass(frozen=True, slots=True)
class _Dossier:
    """A submission with both of its score sheets, and the criteria for which it owes evidence; ``for_unit``:
    of its verdicts only those that the unit has been told.
    """

    record: Submission
    own: Sheet
    verified: Sheet
    unproven: frozenset[str]
    for_unit: bool

    @property
    def reviewed(self) -> bool:
        return self.record.state in REVIEWED

    def verdict(self, item: str) -> Verdict | None:
        return heard(self.record, item) if self.for_unit else self.record.verdicts.get(item)


def unit_report(
    campaign: Campaign,
    criteria: CriteriaSet,
    record: Submission,
    peers_self: Peers = ALONE,
    peers_verified: Peers = ALONE,
    *,
    at: datetime,
    for_unit: bool = False,
) -> UnitReport:
    """One unit's form. The peers are those of its block by self-scores and by verified scores. ``for_unit``:
    without verdicts that the unit has not been told.
    """
    mine, checked = self_sheet(criteria, record, peers_self), verified_sheet(criteria, record, peers_verified)
    bare = (c.id for c in criteria.proven if lacks_evidence(criteria, record, c.id, mine.scores))
    dossier = _Dossier(record, mine, checked, frozenset(bare), for_unit)
    unit = campaign.units[record.unit]
    return UnitReport(
        source=source(campaign, criteria, at),
        code=unit.code,
        name=unit.name,
        block=unit.block,
        state=record.state,
        submitted_at=record.submitted_at,
        digest=record.digest,
        info=_info(criteria, record),
        groups=tuple(_group(group, dossier) for group in criteria.groups),
        max=(checked if dossier.reviewed else mine).base,
        own=mine.total,
        verified=checked.total if dossier.reviewed else None,
        answered=mine.answered,
        asked=len(criteria.criteria),
        form=form_of(criteria),
        parts=_parts(criteria),
        handed_in=was_handed_in(record),
        remarks={topic: clean(text) for topic, text in record.remarks.items()},
        asks_evidence=bool(criteria.proven),
    )


def _parts(criteria: CriteriaSet) -> tuple[PartLine, ...]:
    """Those of which the round asks something."""
    return tuple(
        PartLine(part.code, part.name, part.declared_max)
        for part in criteria.parts
        if any(group.part == part.code for group in criteria.groups)
    )


def _info(criteria: CriteriaSet, record: Submission) -> tuple[InfoLine, ...]:
    return tuple(
        InfoLine(field.key, field.section, info_figure(field, record.claim(INFO + field.key)))
        for field in criteria.general_info
    )


def _group(group: Group, dossier: _Dossier) -> GroupLine:
    return GroupLine(
        code=group.code,
        name=group.name,
        max=group.declared_max,
        own=dossier.own.groups[group.id],
        verified=dossier.verified.groups[group.id] if dossier.reviewed else None,
        criteria=tuple(_criterion(each, dossier) for each in group.criteria),
        id=group.id,
        part=group.part,
        headings={heading.text: heading.declared_max for heading in group.headings},
    )


def _criterion(criterion: Criterion, dossier: _Dossier) -> CriterionLine:
    key, record = criterion.id, dossier.record
    verdict = dossier.verdict(key)
    own, checked = dossier.own.scores[key], _checked(dossier, criterion, verdict)
    shown = checked or own
    return CriterionLine(
        id=key,
        heading=criterion.heading,
        name=criterion.name,
        max=criterion.max,
        figures=answer_figures(criterion, record.claim(key)),
        verified_figures=answer_figures(criterion, verdict.claim if verdict else None),
        own=own.points,
        verified=checked.points if checked else None,
        outcome=verdict.outcome if verdict else None,
        reason=clean(verdict.reason) if verdict else "",
        evidence=tuple(evidence_of(item) for item in record.evidence.get(key, ())),
        explanation=clean(record.explanations.get(key, "")),
        own_derivation=own.derivation,
        verified_derivation=checked.derivation if checked else "",
        flags=shown.flags,
        provisional=shown.state == "provisional",
        answered=own.state != "missing",
        unproven=key in dossier.unproven,
        printed=criterion.code,
        method=method_of(criterion),
        asked=clean(criterion.evidence),
        due=clean(criterion.cadence.text),
        data_source=clean(criterion.data_source),
        verifier=clean(criterion.verifier),
    )


def _checked(dossier: _Dossier, criterion: Criterion, verdict: Verdict | None) -> Score | None:
    """The verified score once there is one: the criterion has its verdict, or the review is finished."""
    stands = verdict is not None and verdict.outcome != "returned"
    return dossier.verified.scores[criterion.id] if stands or dossier.reviewed else None
