"""What stands around the tables of an official paper: heading, titles, notes and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from criteria.vietnamese import moment, number
from exports import wording
from exports.book import Cell
from exports.looks import Look
from exports.paper import Paper
from exports.report import CriterionLine, Source, UnitReport

BLANK: Final = Look()
MIDDLE: Final = Look(align="center", above="center")
STRONG: Final = MIDDLE.but(bold=True)
TITLE: Final = STRONG.but(size=14)
SOFT: Final = MIDDLE.but(italic=True)
NOTE: Final = Look(italic=True, size=12)
NOBODY: Final = ("", "")
SIGN_ROOM: Final = 90.0  # points for signature and stamp
SHORT_RULE: Final = "_______"
LONG_RULE: Final = "______________________"


def heading(paper: Paper, above: str, own: str = "") -> None:
    """Authority on the left (its superior above it), the nation and its motto on the right."""
    left = paper.split(0.55 if paper.repeated else 0.42)
    right = paper.across - left
    lines = (
        (wording.headed(above), wording.NATION, MIDDLE if own else STRONG, STRONG),
        (wording.headed(own) or SHORT_RULE, wording.MOTTO, STRONG, STRONG),
        (SHORT_RULE if own else "", LONG_RULE, STRONG, STRONG),
    )
    for ours, nation, our_look, nation_look in lines:
        agency = Cell(ours, our_look, left - paper.repeated)
        paper.add(*_margin(paper), agency, Cell(nation, nation_look, right))


def titles(paper: Paper, *lines: tuple[str, Look]) -> None:
    """Centred lines above the table, with air around them."""
    air(paper)
    for text, look in lines:
        paper.add(*_margin(paper), Cell(text, look, paper.across - paper.repeated))
    air(paper)


def _margin(paper: Paper) -> list[Cell]:
    """Nothing in the columns that are printed on each page: what goes beyond them would be cut there."""
    return [Cell(None, BLANK, paper.repeated)] if paper.repeated else []


def air(paper: Paper, *, keep: bool = False) -> None:
    """Half an empty line."""
    paper.add(Cell(None, BLANK.but(size=6), paper.across), keep=keep)


def notes(paper: Paper, lines: Iterable[str], *, keep: bool = False) -> None:
    """Lines below the table, the first with its last row if that is kept; ``keep`` them with what follows."""
    air(paper, keep=True)
    for line in lines:
        paper.add(*_margin(paper), Cell(line, NOTE, paper.across - paper.repeated), keep=keep)


def origin(source: Source) -> tuple[str, str]:
    """From which set, exactly, and when, with the state of the record."""
    criteria = f"Bộ tiêu chí: {source.set_id}, phiên bản {source.version}, mã băm SHA-256 {source.digest}."
    decision = f"Văn bản: {source.decision}; {source.issuer}."
    ledger = f" Mã sổ: {source.head}." if source.head else ""
    return f"{criteria} {decision}", f"Kết xuất lúc {moment(source.at)}.{ledger}"


def about_points(report: UnitReport) -> Iterator[str]:
    """How they are rounded, and where maxima of the print are other than what stands below them."""
    yield wording.ROUNDED.format(places=report.source.places)
    pairs = [(f"nhóm {group.code}", group.max, _most(group.criteria)) for group in report.groups]
    pairs.append(("cả bộ", report.source.max, _most(report.criteria)))
    told = "; ".join(
        wording.MAXIMUM.format(where=where, printed=number(printed), summed=number(summed))
        for where, printed, summed in pairs if printed != summed
    )  # fmt: skip
    if told:
        yield wording.MAXIMA.format(told=told)


def _most(lines: Iterable[CriterionLine]) -> Fraction:
    return sum((line.max for line in lines), Fraction(0))


def signatures(paper: Paper, source: Source, *signers: tuple[str, str]) -> None:
    """The date line and one place for each signer, a single one on the right; parted by no page break."""
    air(paper, keep=True)
    signers = signers if len(signers) > 1 else (NOBODY, *signers)
    spans = _shares(paper, len(signers))
    date = Cell(wording.dateline(source.at), SOFT, spans[-1])
    paper.add(Cell(None, BLANK, sum(spans[:-1])), date, keep=True)
    for place, look in enumerate((STRONG, SOFT)):
        row = [Cell(signer[place], look, span) for signer, span in zip(signers, spans, strict=True)]
        paper.add(*row, keep=True)
    paper.add(Cell(None, BLANK, paper.across), height=SIGN_ROOM)


def _shares(paper: Paper, count: int) -> list[int]:
    """Columns for each of ``count`` parts of about the same width."""
    ends = [0, *(paper.split(part / count) for part in range(1, count)), paper.across]
    return [after - before for before, after in pairwise(ends)]
