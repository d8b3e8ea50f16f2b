"""The criteria set of a campaign and its procedure, kept as they were when the campaign was made.

A newer program, or another set of the same name in the data folder, must not change a running campaign.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.storage.syncing import sync
from criteria import due, loader, procedure_files
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from scoring.campaigns import Campaign

FOLDER = "pinned"


class PinnedError(Exception):
    """The set is not the one that the campaign was made on; the message says what to do."""


def pin(data: Path, set_id: str) -> None:
    """Keep a copy of the set as it is now, by its digest."""
    folder = loader.find(set_id, data / "sets")
    _keep(folder, _kept(data, loader.load_set(folder).digest, set_id))


def pin_procedure(data: Path, procedure_id: str) -> None:
    """Keep a copy of the procedure as it is now, by its digest."""
    folder = procedure_files.find_procedures(data / "sets")[procedure_id]
    _keep(folder, _kept(data, procedure_files.read_procedure(folder).digest, procedure_id))


def set_folder(data: Path, campaign: Campaign) -> Path:
    """Where the campaign's set is kept; the folder may be missing."""
    return _kept(data, campaign.set_digest, campaign.set_id)


def procedure_folder(data: Path, campaign: Campaign) -> Path:
    """Where the campaign's procedure is kept, likewise."""
    return _kept(data, campaign.procedure_digest, campaign.procedure)


def _kept(data: Path, digest: str, name: str) -> Path:
    return data / FOLDER / digest / name


def _keep(folder: Path, kept: Path) -> None:
    """Whole and on the disk before a campaign names it, or not there at all: without it nothing starts."""
    if kept.exists():
        return
    partial = kept.with_name(f".partial-{kept.name}")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(folder, partial)
    for path in (*partial.rglob("*"), partial):
        sync(path)
    partial.rename(kept)
    for parent in list(kept.parents)[:3]:
        sync(parent)


def load_procedure(data: Path, campaign: Campaign) -> Procedure | None:
    """The campaign's procedure, None where it has none; raises PinnedError as ``load`` does."""
    if not campaign.procedure:
        return None
    kept = procedure_folder(data, campaign)
    if kept.exists():
        found = procedure_files.read_procedure(kept)
    else:
        found = procedure_files.load_procedure(campaign.procedure, data / "sets")
    if found.digest != campaign.procedure_digest:
        raise _another(campaign.procedure, campaign.procedure_digest, found.digest, kept)
    return found


def _another(name: str, wanted: str, found: str, kept: Path) -> PinnedError:
    return PinnedError(
        f"the campaign was made on {name} with digest {wanted[:12]}, but this is {found[:12]}: put the "
        f"original into {kept}"
    )


def load(data: Path, campaign: Campaign) -> CriteriaSet:
    """The campaign's set; raises PinnedError where only another version of it can be found."""
    kept = set_folder(data, campaign)
    found = loader.load_set(kept) if kept.exists() else loader.load(campaign.set_id, data / "sets")
    if found.digest != campaign.set_digest:
        raise _another(campaign.set_id, campaign.set_digest, found.digest, kept)
    return found


def asked(criteria: CriteriaSet, campaign: Campaign) -> CriteriaSet:
    """What the running round asks of the campaign's set: all of it where there are no rounds."""
    return due.asked_at(criteria, campaign.period)


def load_asked(data: Path, campaign: Campaign) -> CriteriaSet:
    """What the running round asks; raises PinnedError as ``load`` does."""
    return asked(load(data, campaign), campaign)
