"""Writes the sealed package from the database, and recomputes one without any."""

from __future__ import annotations

import platform
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import IO, NamedTuple

from bot import pinned
from bot.papers.record_reading import Reading, reading
from bot.papers.whole_files import whole
from bot.progress import Progress, part, unseen
from bot.settings import Settings
from bot.storage import campaigns, journal
from criteria import loader, procedure_files
from exports import package as sealed
from exports.package import Sealing, line
from exports.package_opening import Package, open_package
from exports.package_replay import Files, Rule
from exports.recomputing import Outcome, recompute


class Written(NamedTuple):
    """What a package is known by: the digest of its placings, and the journal's last row."""

    units: int
    digest: str
    head: str


async def write_package(settings: Settings, path: Path, progress: Progress = unseen) -> Written:
    """Write the package whole or not at all; raises DatabaseError, OSError."""
    async with reading(settings) as at:
        with whole(path) as file, Sealing(file) as package:
            ranking = sealed.Ranking(at.ground)
            head = await _fill(package, replace(at, progress=progress), ranking)
            campaign = at.ground.campaign
            about = {"campaign": campaign.id, "units": len(campaign.units), "head": asdict(head)}
            package.close(about)
            return Written(len(campaign.units), ranking.digest, head.code)


async def _fill(package: Sealing, at: Reading, ranking: sealed.Ranking) -> journal.Head:
    campaign = at.ground.campaign
    package.add(sealed.CALENDAR, _file(at.data, "holidays.yaml"))
    package.add(sealed.CAMPAIGN, sealed.campaign_text(campaign))
    head = await _journal(package, replace(at, progress=part(at.progress, 0, 2)))
    package.add(sealed.PROCEDURE, _file(_procedure_folder(at), "procedure.yaml"))
    package.add(sealed.PUBLICATIONS, [line(await _publications(at))])
    package.add(sealed.RANKING, ranking)
    package.add(sealed.DECISION, _file(_set_folder(at), "decision.md"))
    package.add(sealed.SET, _file(_set_folder(at), "set.yaml"))
    with package.member(sealed.SUBMISSIONS) as member:
        async for record in replace(at, progress=part(at.progress, 1, 2)).submissions():
            member.write(line(record.model_dump(mode="json", exclude_defaults=True)))
    package.add(
        sealed.VERSIONS, [line({"chamdiem": version("chamdiem"), "python": platform.python_version()})]
    )
    return head


async def _journal(package: Sealing, at: Reading) -> journal.Head:
    """Every row of the database's journal: the chain runs over all campaigns."""
    head, last = journal.Head(), (await journal.head(at.database)).seq
    with package.member(sealed.JOURNAL) as member:
        async for row, _ in journal.walk(at.database):
            member.write(line(row))
            head = journal.Head(row.seq, row.hash)
            at.progress(row.seq, last)
    return head


async def _publications(at: Reading) -> list[dict[str, object]]:
    campaign, found = at.ground.campaign, []
    for each in campaign.publications:
        rows = await campaigns.placings(at.database, campaign.id, each.number)
        said = each.model_dump(mode="json", exclude={"period"})  # as the journal says it
        found.append({**said, "placings": [row.model_dump(mode="json") for row in rows]})
    return found


def _file(folder: Path | None, name: str) -> list[str]:
    """The text of a set's or procedure's file as it is, where there is one."""
    path = folder / name if folder else None
    return [path.read_bytes().decode()] if path and path.is_file() else []


def _set_folder(at: Reading) -> Path:
    """Where the pinned set is; ``reading`` has seen that it is the right one."""
    campaign, data = at.ground.campaign, at.data
    kept = pinned.set_folder(data, campaign)
    return kept if kept.exists() else loader.find(campaign.set_id, data / "sets")


def _procedure_folder(at: Reading) -> Path | None:
    campaign, data = at.ground.campaign, at.data
    if not campaign.procedure:
        return None
    kept = pinned.procedure_folder(data, campaign)
    return kept if kept.exists() else procedure_files.find_procedures(data / "sets")[campaign.procedure]


def recomputed(path: Path, progress: Progress = unseen, ranking: IO[bytes] | None = None) -> Outcome:
    """Everything in the package scored anew, ``ranking.json`` as worked out written to ``ranking``; raises
    PackageError, CriteriaError.
    """
    package = open_package(path, progress)
    with ExitStack() as stack:
        files = Files(*(stack.enter_context(tempfile.TemporaryFile()) for _ in Files._fields))
        outcome = recompute(package, _rule(package), files)
        if ranking:
            files.ranking.seek(0)
            shutil.copyfileobj(files.ranking, ranking)
        return outcome


def _rule(package: Package) -> Rule:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        (files / "set.yaml").write_bytes(package.read(sealed.SET))
        (files / "procedure.yaml").write_bytes(package.read(sealed.PROCEDURE))
        has_procedure = (files / "procedure.yaml").stat().st_size > 0
        procedure = procedure_files.read_procedure(files) if has_procedure else None
        return Rule(loader.load_set(files), procedure)
