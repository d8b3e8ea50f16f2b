"""Raw data for machines: which tables there are, and what their columns hold."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Kind = Literal["text", "whole", "exact", "nested"]


class Column(NamedTuple):
    """``exact``: two columns in the files, the exact number as text and, rounded, ``<name>_rounded``."""

    name: str
    kind: Kind
    about: str


class Table(NamedTuple):
    """One file of the CSV export, one list of the JSON document."""

    name: str
    about: str
    columns: tuple[Column, ...]


def _columns(*given: tuple[str, Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(*each) for each in given)


_UNIT: Final = ("unit", "text", "Code of the unit.")
_ITEM: Final = ("item", "text", "Id of the criterion; tt.… is a field of the general information.")
_WHO: Final = (
    ("person", "text", "Id of the person who did it; cli: from the command line."),
    ("person_name", "text", "Their name, where it is known."),
    ("at", "text", "When, ISO time in UTC."),
)

UNITS: Final = Table("units", "The units and their results as they stand.", _columns(
    _UNIT,
    ("name", "text", "Name of the unit."),
    ("block", "text", "Block (khối) in which it is ranked."),
    ("parent", "text", "Code of the body that verifies it; empty: the authority itself."),
    ("state", "text", "drafting, signing, submitted, reviewing, returned, verified or approved."),
    ("submitted_at", "text", "When it was handed in last, ISO time in UTC."),
    ("late", "whole", "1: after its deadline."),
    ("signed_by", "text", "Id of the leader who signed."),
    ("digest", "text", "SHA-256 of the answers as they were handed in (the receipt's)."),
    ("total", "exact", "Points that it is ranked by."),
    ("verified", "whole", "1: these are verified points; 0: self-scored, the review is not finished."),
    ("rank", "whole", "Rank in the block; 0: not ranked."),
    ("level", "text", "Level (mức độ), where the decision has levels."),
    ("why", "text", "Why that level, or why no rank."),
))  # fmt: skip
ANSWERS: Final = Table("answers", "What units answered, one row for each figure or chosen option.", _columns(
    _UNIT, _ITEM,
    ("version", "whole", "Version of the answer, counted from 1; only the current one is here."),
    ("what", "text", "figure, chosen, not_applicable, or empty (answered with nothing chosen)."),
    ("key", "text", "Key of the figure or of the option in the criteria set."),
    ("value", "text", "The figure as canonical text (421, 12.5, 82.5%, 421/512), or the reason."),
    *_WHO,
))  # fmt: skip
VERDICTS: Final = Table("verdicts", "The verdicts that stand.", _columns(
    _UNIT, _ITEM,
    ("version", "whole", "Version of the answer that it is about."),
    ("outcome", "text", "accepted, adjusted or returned."),
    ("points", "exact", "Points that the reviewer set directly."),
    ("claim", "nested", "Figures that the reviewer put in place of the unit's."),
    ("reason", "text", "The reviewer's reason."),
    *_WHO,
))  # fmt: skip
EVIDENCE: Final = Table("evidence", "Evidence as it stands, and explanations where there is none.", _columns(
    _UNIT, _ITEM,
    ("kind", "text", "file, photo, link, or explanation (giải trình: its text is the caption)."),
    ("id", "text", "Id of the piece."),
    ("name", "text", "Name of the file as it was sent."),
    ("caption", "text", "What was written with it."),
    ("url", "text", "Address of a link."),
    ("mime", "text", "Media type."),
    ("size", "whole", "Bytes."),
    ("sha256", "text", "SHA-256 of the bytes."),
    *_WHO,
))  # fmt: skip
REMARKS: Final = Table("remarks", "What units say in their reports besides figures.", _columns(
    _UNIT,
    ("topic", "text", "difficulties (khó khăn, vướng mắc) or proposals (đề xuất, kiến nghị)."),
    ("text", "text", "What it says, with its line ends."),
    *_WHO,
))  # fmt: skip
RESULTS: Final = Table("results", "Points of each unit and criterion.", _columns(
    _UNIT, _ITEM,
    ("group", "text", "Code of the group."),
    ("max", "exact", "Maximum of the criterion."),
    ("claimed_state", "text", "scored, provisional, undetermined, missing or not_applicable."),
    ("claimed", "exact", "Points by the unit's own figures; empty where none can be stated."),
    ("verified", "exact", "Points by what stands after review so far."),
    ("counted", "exact", "What goes into the total; empty where nothing of the unit counts."),
    ("claimed_derivation", "text", "How the claimed points follow."),
    ("verified_derivation", "text", "How the verified points follow."),
))  # fmt: skip
JOURNAL: Final = Table("journal", "The campaign's record; each row's hash covers the row before.", _columns(
    ("seq", "whole", "Number of the row."),
    _UNIT,
    ("kind", "text", "What happened."),
    ("body", "nested", "The fact."),
    *_WHO,
    ("hash", "text", "SHA-256 over the previous hash and this row."),
))  # fmt: skip
TABLES: Final = (UNITS, ANSWERS, VERDICTS, EVIDENCE, REMARKS, RESULTS, JOURNAL)
