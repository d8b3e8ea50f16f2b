"""Publications of a package's journal: what each said waits on a file, to be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

from exports.kept_rows import KeptRows
from exports.package import line
from scoring import placing_digest, publishing
from scoring.facts import Placing, ResultsPublished
from scoring.publishing import Ground

MOST: Final = 500  # publications of one campaign; each takes a pass over all units


@dataclass(frozen=True, slots=True)
class Told:
    """What one publication said: ``placings`` is the digest of its rows, which stand on the file from
    ``start`` to ``end``; ``rows`` gets what every unit had when it was made, before row ``place``.
    """

    place: int
    fact: ResultsPublished
    placings: str
    start: int
    end: int
    ground: Ground
    rows: KeptRows


class Publications:
    """All publications on ``file``, written as ``publications.json`` is."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.told: list[Told] = []

    def take(self, place: int, body: str, ground: Ground, rows: KeptRows) -> ResultsPublished:
        """One more, and the fact without its placings; raises ValueError, KeyError for what is none."""
        if len(self.told) >= MOST:
            raise ValueError(f"there are more than {MOST} publications")
        found = json.loads(body, object_hook=_packed)
        placings = found.pop("placings")
        fact = ResultsPublished.model_validate({**found, "placings": ()})
        head = line(fact.model_dump(mode="json", exclude={"kind", "placings"}))[:-2]
        self._file.write(f'{"," if self.told else "["}{head},"placings":'.encode())
        start = self._file.tell()
        digest = placing_digest.of_all(self._written(placings))
        self._file.write(b"}")
        self.told.append(Told(place, fact, digest, start, self._file.tell() - 1, ground, rows))
        return fact

    def _written(self, placings: list[str]) -> Iterator[tuple[str, bytes]]:
        before = b"["
        for each in placings:
            placing = Placing.model_validate_json(each)
            self._file.write(before + line(placing.model_dump(mode="json"))[:-1].encode())
            before = b","
            yield placing.unit, placing_digest.canonical(placing)
        self._file.write(b"]" if placings else b"[]")

    def close(self) -> None:
        """No more will come."""
        self._file.write(b"]\n" if self.told else b"[]\n")

    def differing(self) -> Iterator[str]:
        """Where placings worked out now are others than those that were published."""
        for each in self.told:
            name, ground = f"publication {each.fact.number}", each.ground
            if publishing.digest(publishing.placed(ground, publishing.neighbours(ground))) != each.placings:
                found = list(differing(self._ours(each), self._theirs(each)))
                yield from (f"{name}: {what}" for what in found or ["its placings are others than here"])
            if each.placings != each.fact.digest:
                yield f"{name}: its digest is not that of its placings"

    def _ours(self, told: Told) -> dict[str, Any]:
        return {each.unit: each.model_dump() for each in publishing.placings(told.ground)}

    def _theirs(self, told: Told) -> dict[str, Any]:
        self._file.seek(told.start)
        rows = json.loads(self._file.read(told.end - told.start))
        return {each["unit"]: each for each in rows}


def _packed(body: dict[str, Any]) -> Any:
    """A placing as text again as soon as it is read: there may be tens of thousands of them."""
    return body if "placings" in body else line(body)


def differing(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[str]:
    """Where placings by unit code differ."""
    for unit in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(unit), theirs.get(unit)
        if mine is None or other is None:
            yield f"unit {unit}: ranked {'here' if mine else 'in the package'} only"
            continue
        for key in (each for each in mine if mine[each] != other.get(each)):
            yield f"unit {unit}: {key} is {mine[key]} here, {other.get(key)} in the package"
