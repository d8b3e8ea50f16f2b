"""How much evidence one unit may keep in one round."""

from __future__ import annotations

from conversations.events import StoredFile
from conversations.phrases import proving
from conversations.phrases.common import cut, size
from conversations.talk import Talk


def used(talk: Talk) -> int:
    """Bytes of the unit's evidence as it stands; a file that stands twice is kept once."""
    kept = {each.sha256: each.size for pieces in talk.submission().evidence.values() for each in pieces}
    return sum(kept.values())


def refusal(talk: Talk, file: StoredFile) -> str:
    """Why the file is more than the unit may keep; empty where it is not."""
    most, before = talk.desk.limits.unit_bytes, used(talk)
    if before + file.size <= most:
        return ""
    return proving.UNIT_FULL.format(
        used=size(before), most=size(most), name=cut(file.name), size=size(file.size)
    )
