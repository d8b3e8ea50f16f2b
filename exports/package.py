"""The sealed package: one zip from which anybody can work out the ranking anew, with no database.

Members stand in the order of ``MEMBERS`` with fixed times, and last ``manifest.json`` with the SHA-256 of
each; ``package_opening`` reads them back.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO, Any, Final, NamedTuple, Self

from scoring.campaigns import Campaign
from scoring.publishing import Ground, counted, digest, placings
from scoring.standings import ANSWERING, block_peers, comparable, total

FORMAT: Final = "chamdiem-package/1"
MANIFEST: Final = "manifest.json"
CALENDAR, CAMPAIGN, JOURNAL = "calendar/holidays.yaml", "campaign.json", "journal.jsonl"
PROCEDURE, PUBLICATIONS, RANKING = "procedure/procedure.yaml", "publications.json", "ranking.json"
DECISION, SET, SUBMISSIONS, VERSIONS = "set/decision.md", "set/set.yaml", "submissions.jsonl", "versions.json"
MEMBERS: Final = (
    CALENDAR, CAMPAIGN, JOURNAL, PROCEDURE, PUBLICATIONS, RANKING, DECISION, SET, SUBMISSIONS, VERSIONS,
)  # fmt: skip
"""All members but the manifest, sorted; empty ones where there is no text of the decision, no procedure, or
no correction of the calendar.
"""

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_UNKEPT: Final = frozenset({"people", "invitations", "withdrawn", "reminded", "placings"})


class Seal(NamedTuple):
    """SHA-256 and bytes of one member."""

    sha256: str
    size: int


# what it holds --------------------------------------------------------------------------------------------


def campaign_text(campaign: Campaign) -> str:
    """The campaign without its people and what they were told."""
    return _text(campaign_body(campaign))


def campaign_body(campaign: Campaign) -> dict[str, Any]:
    return campaign.model_dump(mode="json", exclude=set(_UNKEPT))


def ranking_text(ground: Ground) -> str:
    """The ranking as the engine gives it; the same bytes on every machine."""
    found, points, own = placings(ground), counted(ground), _own_totals(ground)
    rows = [
        {
            **placing.model_dump(mode="json"),
            "groups": {key: _exact(value) for key, value in points[placing.unit].groups.items()},
            "claimed": own[placing.unit],
        }
        for placing in found
    ]
    head = {"campaign": ground.campaign.id, "period": ground.campaign.period, "digest": digest(found)}
    lines = ",\n".join(_line(row) for row in rows)
    return f'{_line(head)[:-1]},"placings":[\n{lines}\n]}}\n'


def _own_totals(ground: Ground) -> dict[str, str]:
    """Each unit's own points among those of its block; empty where nobody else may see them."""
    stage, found = ground.campaign.stage, {}
    for block in ground.campaign.blocks():
        rows = {u.code: ground.rows[u.code] for u in ground.campaign.units.values() if u.block == block}
        peers = block_peers(r.own for r in rows.values() if comparable(r.state, stage, verified=False))
        for code, row in rows.items():
            shown = row.handed_in or stage in ANSWERING
            found[code] = _exact(total(ground.criteria, row.own, peers)) if shown else ""
    return found


def _exact(value: Any) -> str:
    return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)


def _text(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _line(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def line(body: Any) -> str:
    """One row of a member with rows."""
    return _line(body) + "\n"


# writing --------------------------------------------------------------------------------------------------


class Sealing:
    """A package being written: ``add`` each of ``MEMBERS`` in order, then ``close``. Left before that, it is
    cut off, and its file can be thrown away.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.seals: dict[str, Seal] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, parts: Iterable[str]) -> None:
        """A member from pieces of text that are at hand."""
        with self.member(name) as member:
            for part in parts:
                member.write(part)

    def member(self, name: str) -> Member:
        """A member to be written piece by piece."""
        return Member(self, self._zip.open(_entry(name), "w", force_zip64=True), name)

    def close(self, about: Mapping[str, Any]) -> None:
        """Write the manifest and the end of the zip."""
        seals = {name: self.seals[name]._asdict() for name in MEMBERS}
        body = _text({"format": FORMAT, **about, "members": seals})
        self._zip.writestr(_entry(MANIFEST), body)
        self._zip.close()


class Member:
    """One member being written, hashed on the way."""

    def __init__(self, package: Sealing, stream: IO[bytes], name: str) -> None:
        self._package, self._stream, self._name = package, stream, name
        self._digest, self._size = hashlib.sha256(), 0

    def write(self, text: str) -> None:
        data = text.encode()
        self._digest.update(data)
        self._size += len(data)
        self._stream.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._package.seals[self._name] = Seal(self._digest.hexdigest(), self._size)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry
