"""The digest of published placings, taken one at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from operator import itemgetter

from scoring.facts import Placing


def canonical(placing: Placing) -> bytes:
    """What a placing adds to the digest."""
    row = placing.model_dump(mode="json")
    return json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def of_all(rows: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over a JSON list of canonical placings, in the order of the unit codes given with them."""
    found = hashlib.sha256(b"[")
    for place, (_, row) in enumerate(sorted(rows, key=itemgetter(0))):
        found.update(b"," + row if place else row)
    found.update(b"]")
    return found.hexdigest()
