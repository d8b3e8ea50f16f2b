"""Writes the public results page and the pictures of the chat from the database, beside a running bot."""

from __future__ import annotations

from pathlib import Path

from bot.clock import utc_now
from bot.papers.record_reading import Reading, reading
from bot.papers.whole_files import whole
from bot.progress import Progress, unseen
from bot.settings import Settings
from bot.storage import journal, submissions
from bot.storage.database import DatabaseError
from exports import result_charts
from exports.forming import unit_report
from exports.public_results import PublicResults, public_results
from scoring.facts import Scope
from scoring.publishing import neighbours


class PaperError(Exception):
    """The page or picture cannot be made as things stand; the message says what to do."""


async def write_page(
    settings: Settings, path: Path, *, draft: bool, progress: Progress = unseen
) -> PublicResults:
    """The results page; raises PaperError before publication, unless a draft is asked for."""
    from exports.public_page import page

    async with reading(settings) as at:
        progress(1, 3)
        results = await _results(at)
        progress(2, 3)
        if results.publication is None and not draft:
            raise PaperError(
                "the results are not published (chamdiem campaign publish); "
                "--draft makes a page marked BẢN NHÁP"
            )
        with whole(path) as file:
            file.write(page(results).encode())
    return results


async def write_chart(settings: Settings, what: str, path: Path) -> None:
    """A picture (PNG, or SVG by the name of the file).

    ``what``: ``score:UNIT``; ``ranking:BLOCK``, or ``ranking:@UNIT`` for the unit's own place; ``progress``,
    or ``progress:PERSON`` for what that person administers. Raises DatabaseError for what is not there,
    PaperError for a unit's place before publication, and for another chart.
    """
    async with reading(settings) as at:
        svg = await _chart(at, what)
    with whole(path) as file:
        file.write(svg.encode() if path.suffix.lower() == ".svg" else _png(svg))


def _png(svg: str) -> bytes:
    from exports.rendering import png

    return png(svg)


async def _chart(at: Reading, what: str) -> str:
    kind, _, about = what.partition(":")
    if kind == "score":
        return await _score(at, at.unit(about))
    if kind == "ranking":
        return await _ranking(at, about)
    if kind == "progress":
        return _progress(at, about)
    raise PaperError(f"{what!r} is no chart: write score:UNIT, ranking:BLOCK or progress")


async def _results(at: Reading) -> PublicResults:
    head = (await journal.head(at.database)).hash
    return public_results(at.ground, head=head, at=utc_now())


async def _score(at: Reading, unit: str) -> str:
    campaign, criteria = at.ground.campaign, at.ground.criteria
    record = await submissions.load(at.database, campaign.round_id, unit)
    block = neighbours(at.ground)[campaign.block(unit)]
    report = unit_report(campaign, criteria, record, block.own, block.verified, at=utc_now())
    return result_charts.score_picture(report)


async def _ranking(at: Reading, about: str) -> str:
    results = await _results(at)
    own = about[1:] if about.startswith("@") else ""
    if not own:
        name = about
    elif results.publication is None:
        raise PaperError("a unit sees its place only once the results are published")
    else:
        placing = at.ground.campaign.placings.get(at.unit(own))
        name = placing.block if placing else at.ground.campaign.block(own)
    if name not in {block.name for block in results.blocks}:
        raise DatabaseError(f"there is no block {name!r} in the campaign")
    return result_charts.ranking_picture(results, name, own)


def _progress(at: Reading, person: str) -> str:
    campaign = at.ground.campaign
    scopes = [Scope()]
    if person:
        known = campaign.people.get(person)
        scopes = [role.scope for role in known.held("administrator")] if known else []
    units = [u for u in campaign.units.values() if any(campaign.covers(scope, u.code) for scope in scopes)]
    if not units:
        raise DatabaseError("there are no units to show")
    return result_charts.progress_picture(campaign.round_name, units, at.ground.rows, utc_now())
