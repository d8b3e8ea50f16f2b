"""The sealed package: one zip from which anybody can work out the ranking anew, with no database.

Members stand in the order of ``MEMBERS`` with fixed times, and last ``manifest.json`` with the SHA-256 of
each; ``package_opening`` reads them back.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final, NamedTuple, Self

from scoring import facts, placing_digest, publishing
from scoring.campaigns import Campaign
from scoring.facts import Placing
from scoring.publishing import Ground, Neighbours
from scoring.standings import comparable, total

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
UNKEPT_FACTS: Final = (
    facts.InvitationIssued, facts.InvitationWithdrawn, facts.InvitationAccepted,
    facts.RoleGiven, facts.RoleRevoked, facts.RemindersIssued,
)  # fmt: skip
"""Facts that change nothing but what is left out of the campaign."""


class Seal(NamedTuple):
    """SHA-256 and bytes of one member."""

    sha256: str
    size: int


# what it holds --------------------------------------------------------------------------------------------


def campaign_text(campaign: Campaign) -> Iterator[str]:
    """The campaign without its people and what they were told, piece by piece."""
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(campaign_body(campaign))
    yield "\n"


def campaign_body(campaign: Campaign) -> dict[str, Any]:
    return campaign.model_dump(mode="json", exclude=set(_UNKEPT))


class Ranking:
    """The ranking as the engine gives it, piece by piece, the same bytes on every machine. All of it taken,
    ``digest`` is known.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground, self._among = ground, publishing.neighbours(ground)
        self.digest = ""

    def __iter__(self) -> Iterator[str]:
        campaign = self._ground.campaign
        found: list[tuple[str, bytes]] = []
        yield _line({"campaign": campaign.id, "period": campaign.period})[:-1] + ',"placings":['
        for placing in publishing.placed(self._ground, self._among):
            yield (",\n" if found else "\n") + _line(self._row(placing))
            found.append((placing.unit, placing_digest.canonical(placing)))
        self.digest = placing_digest.of_all(found)
        yield f'\n],"digest":"{self.digest}"}}\n'

    def _row(self, placing: Placing) -> dict[str, Any]:
        near = self._among[placing.block]
        points = publishing.count_of(self._ground, placing.unit, near).groups
        groups = {key: _exact(value) for key, value in points.items()}
        return {**placing.model_dump(mode="json"), "groups": groups, "claimed": self._claimed(placing, near)}

    def _claimed(self, placing: Placing, near: Neighbours) -> str:
        """The unit's own points among those of its block; empty where nobody else may see them."""
        row = self._ground.rows[placing.unit]
        shown = comparable(self._ground.campaign.stage, handed_in=row.handed_in, verified=False)
        return _exact(total(self._ground.criteria, row.own, near.own)) if shown else ""


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
