"""The criteria set of a campaign, kept as it was when the campaign was made.

A newer program, or another set of the same name in the data folder, must not change a running campaign.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from criteria import loader
from criteria.schema import CriteriaSet
from scoring.campaigns import Campaign

FOLDER = "pinned"


class PinnedError(Exception):
    """The set is not the one that the campaign was made on; the message says what to do."""


def pin(data: Path, set_id: str) -> None:
    """Keep a copy of the set as it is now, by its digest."""
    folder = loader.find(set_id, data / "sets")
    kept = data / FOLDER / loader.load_set(folder).digest / set_id
    if not kept.exists():
        shutil.copytree(folder, kept)


def load(data: Path, campaign: Campaign) -> CriteriaSet:
    """The campaign's set; raises PinnedError where only another version of it can be found."""
    kept = data / FOLDER / campaign.set_digest / campaign.set_id
    found = loader.load_set(kept) if kept.exists() else loader.load(campaign.set_id, data / "sets")
    if found.digest != campaign.set_digest:
        raise PinnedError(
            f"the campaign was made on {campaign.set_id} with digest {campaign.set_digest[:12]}, but this is "
            f"{found.digest[:12]}: put the original set into {kept}"
        )
    return found
