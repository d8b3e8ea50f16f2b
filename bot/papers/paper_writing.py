"""Writes one unit's papers from the database: its form, its report and letter, the notice of its result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from bot.clock import utc_now
from bot.papers.record_reading import Reading, reading
from bot.papers.whole_files import whole
from bot.progress import Progress, unseen
from bot.settings import Settings
from bot.storage import campaigns, journal, submissions
from bot.storage.database import DatabaseError
from conversations.phrases.papers import FILE_TITLES
from exports.archive_names import FILE, Names
from exports.forming import unit_report
from exports.report import UnitReport, source
from scoring.last_time import LastTime, last_time
from scoring.publishing import Neighbours, neighbours

Kind = Literal["form", "report", "letter", "notice"]
Format = Literal["xlsx", "docx"]


class Wanted(NamedTuple):
    """Which paper in which format; ``for_unit``: without verdicts that the unit has not been told."""

    kind: Kind
    format: Format = "docx"
    for_unit: bool = False


async def write_paper(settings: Settings, wanted: Wanted, unit: str, path: Path) -> None:
    """One unit's paper; raises DatabaseError for an unknown unit, and where its result is not published."""
    async with reading(settings) as at:
        content = await _paper(at, wanted, at.unit(unit), neighbours(at.ground))
    with whole(path) as file:
        file.write(content)


async def write_papers(
    settings: Settings, wanted: Wanted, folder: Path, progress: Progress = unseen
) -> list[Path]:
    """One file for each unit, under names that are good on Windows; a notice only for units with a result.

    Each file is written as it is made; what stands in the folder under the same name is replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names, written = Names(), []
    async with reading(settings) as at:
        among = neighbours(at.ground)
        units = at.ground.campaign.units
        for number, unit in enumerate(units.values()):
            progress(number, len(units))
            if wanted.kind == "notice" and unit.code not in at.ground.campaign.placings:
                continue
            title = f"{unit.code} {FILE_TITLES[wanted.kind]} - {unit.name}.{wanted.format}"  # cut at its end
            path = folder / names.give(title, FILE)
            content = await _paper(at, wanted, unit.code, among)
            with whole(path) as file:
                file.write(content)
            written.append(path)
    return written


async def _paper(at: Reading, wanted: Wanted, unit: str, among: dict[str, Neighbours]) -> bytes:
    if wanted.kind == "notice":
        return await _notice(at, unit)
    report = await _report(at, wanted, unit, among)
    if wanted.kind == "form":
        return _form(report, wanted.format)
    if wanted.kind == "letter":
        from exports.letters import submission_letter

        return submission_letter(report)
    from exports.assessment_report import assessment_report

    return assessment_report(report, await _before(at, unit))


def _form(report: UnitReport, format_: Format) -> bytes:
    if format_ == "xlsx":
        from exports.xlsx import unit_form

        return unit_form(report)
    from exports.form_docx import form_docx

    return form_docx(report)


async def _report(at: Reading, wanted: Wanted, unit: str, among: dict[str, Neighbours]) -> UnitReport:
    campaign, criteria = at.ground.campaign, at.ground.criteria
    record = await submissions.load(at.database, campaign.round_id, unit)
    block = among[campaign.block(unit)]
    report = unit_report(
        campaign, criteria, record, block.own, block.verified, at=utc_now(), for_unit=wanted.for_unit
    )
    code = (await journal.head(at.database)).code
    return replace(report, source=replace(report.source, head=code))


async def _before(at: Reading, unit: str) -> LastTime | None:
    """The same unit in the round before, if there was one."""
    before = await campaigns.before(at.database, at.ground.campaign)
    if before is None:
        return None
    earlier = await submissions.load(at.database, before.round_id, unit)
    return last_time(at.ground.criteria, earlier, before.name)


async def _notice(at: Reading, unit: str) -> bytes:
    from exports.letters import Result, result_notice

    campaign = at.ground.campaign
    placing = campaign.placings.get(unit)
    if placing is None:
        raise DatabaseError("there is no published result for that unit: chamdiem campaign publish")
    latest, code = campaign.publications[-1], (await journal.head(at.database)).code
    return result_notice(
        Result(
            replace(source(campaign, at.ground.criteria, utc_now()), head=code),
            campaign.units[unit].name, placing,
            sum(1 for each in campaign.placings.values() if each.block == placing.block and each.rank),
            latest.number, latest.at, latest.appeals_until,
        )
    )  # fmt: skip
