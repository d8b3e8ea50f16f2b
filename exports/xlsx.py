"""The documents as Excel files. Import this module only when one is wanted: openpyxl is heavy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from exports.book import Book
from exports.form_sheets import details_sheet, form_sheet, info_sheet
from exports.lists import guide_sheet, invitations_sheet, units_sheet
from exports.ranked import RankedBlock, RankingReport
from exports.ranking_charts import charts_sheet
from exports.ranking_comparison import ComparisonSheet
from exports.ranking_sheets import WITH_SIGNATURES, RankingSheet
from exports.ranking_tables import CriteriaSheet, names_sheet, statistics_sheet
from exports.report import InvitationLine, UnitReport


def write_ranking(
    report: RankingReport, file: IO[bytes], progress: Callable[[int, int], None] = lambda _done, _all: None
) -> None:
    """The ranking: for each block a sheet for signature, then one with self-scored and verified points; then
    every criterion of every unit, and the statistics with charts.

    Each unit is made once and written to its three sheets. ``progress`` hears of every one.
    """
    book = Book(report.source.places, exact=True)
    blocks = report.blocks or (RankedBlock("", (), closed=False),)
    ranked = [RankingSheet(book, report, block) for block in blocks]
    compared = [ComparisonSheet(book, report, block) for block in blocks]
    every = CriteriaSheet(book, report)
    every.begin()
    done, units = 0, sum(len(block.units) for block in blocks)
    for block, ranking, comparison in zip(blocks, ranked, compared, strict=True):
        ranking.begin()
        comparison.begin()
        for left, unit in zip(range(len(block.units), 0, -1), block.units, strict=True):
            ranking.add(unit, keep=left <= WITH_SIGNATURES)
            comparison.add(unit, keep=left <= WITH_SIGNATURES)
            every.add(block, unit, keep=left == 1)
            done += 1
            progress(done, units)
        ranking.end()
        comparison.end()
    every.end()
    names_sheet(book, report)
    pairs = [(block, ranking.placed) for block, ranking in zip(blocks, ranked, strict=True)]
    statistics_sheet(book, report, pairs)
    charts_sheet(book, report, pairs)
    book.save(file)


def unit_form(report: UnitReport) -> bytes:
    """One unit's form; what it has no columns for, and the general information, on further sheets."""
    book = Book(report.source.places)
    form_sheet(book, report)
    if not report.form.has("derivation"):
        details_sheet(book, report)
    if report.info:
        info_sheet(book, report)
    return book.bytes()


def units_template() -> bytes:
    """The empty list of units, with a sheet that explains it."""
    book = Book()
    units_sheet(book)
    guide_sheet(book)
    return book.bytes()


def invitation_list(lines: Iterable[InvitationLine]) -> bytes:
    """The invitations that are to be handed out."""
    book = Book()
    invitations_sheet(book, lines)
    return book.bytes()
