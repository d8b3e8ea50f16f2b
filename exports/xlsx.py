"""The documents as Excel files. Import this module only when one is wanted: openpyxl is heavy."""

from __future__ import annotations

from collections.abc import Iterable

from exports.book import Book
from exports.form_sheets import form_sheet, info_sheet
from exports.lists import guide_sheet, invitations_sheet, units_sheet
from exports.ranking_charts import charts_sheet
from exports.ranking_sheets import comparison_sheet, ranking_sheet
from exports.ranking_tables import criteria_sheet, statistics_sheet
from exports.report import InvitationLine, RankedBlock, RankingReport, UnitReport


def ranking_workbook(report: RankingReport) -> bytes:
    """The ranking: for each block a sheet for signature, then one with self-scored and verified points; then
    every criterion of every unit, and the statistics with charts.
    """
    book = Book(report.source.places, exact=True)
    blocks = report.blocks or (RankedBlock("", (), closed=False),)
    placed = [ranking_sheet(book, report, block) for block in blocks]
    for block in blocks:
        comparison_sheet(book, report, block)
    criteria_sheet(book, report)
    pairs = list(zip(blocks, placed, strict=True))
    statistics_sheet(book, report, pairs)
    charts_sheet(book, report, pairs)
    return book.bytes()


def unit_form(report: UnitReport) -> bytes:
    """One unit's form, with its general information on a second sheet."""
    book = Book(report.source.places)
    form_sheet(book, report)
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
