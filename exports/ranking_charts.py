"""Charts of a ranking that Excel draws itself: totals of each block, and the groups that make them up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from exports.book import Book, Cell
from exports.cleaning import safe
from exports.looks import Look
from exports.paper import Paper
from exports.ranked import RankedBlock, RankingReport
from exports.ranking_sheets import NAMED, UNRANKED, Placed

LONGEST: Final = 28  # characters of a name below a bar
WIDE, HIGH = 26.5, 8.2  # centimetres
ROWS: Final = 15  # of the sheet that a chart covers: two charts are a page
ROW_HEIGHT: Final = 16.0  # points
PATTERNS: Final = ("solid", "ltUpDiag", "dkHorz", "pct20", "dkVert", "smGrid", "wdDnDiag", "pct60", "dotGrid")
SHADES: Final = ("1F4E79", "2E75B6", "548235", "7F6000", "833C0B", "404040", "7030A0", "C55A11", "0B5345")
LABEL: Final = Look(size=10)
Blocks = Sequence[tuple[RankedBlock, Placed]]


def charts_sheet(book: Book, report: RankingReport, blocks: Blocks) -> None:
    """Two charts for each block with a result, a page for each block, and then the names below the bars; the
    bars differ in pattern, too.
    """
    drawn = [(block, placed) for block, placed in blocks if placed.rows]
    if not drawn:
        return
    paper = Paper(book, "Biểu đồ", [60, 240, 160, 160, 140])
    paper.table()
    first = 2 * ROWS * len(drawn) + 1  # row of the first name
    for number, (block, placed) in enumerate(drawn):
        names = _names(placed)
        labels = f"'Biểu đồ'!$B${first}:$B${first + len(names) - 1}"
        first += len(names)
        title = f"{block.name} ({NAMED} đơn vị đứng đầu)" if len(placed.rows) > NAMED else block.name
        told = (labels, placed.rows[len(names) - 1], title)
        for place, chart in enumerate((_totals(placed, told), _groups(report, placed, told))):
            paper.sheet.add_chart(chart, f"A{(2 * number + place) * ROWS + 1}")
        _blank(paper)
    paper.sheet.print_area = f"A1:E{2 * ROWS * len(drawn)}"  # the names are printed below the bars
    for block, placed in drawn:
        for (rank, _), name in zip(placed.first, _names(placed), strict=True):
            paper.add(Cell(rank or UNRANKED, LABEL), Cell(name, LABEL), Cell(block.name, LABEL))


def _names(placed: Placed) -> list[str]:
    """What stands below the bars, short enough to be read."""
    names = [safe(name) for _, name in placed.first]
    return [name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…" for name in names]


def _blank(paper: Paper) -> None:
    """The rows below the two charts, and the end of the page."""
    for place in range(2 * ROWS):
        paper.add(Cell(None, LABEL), height=ROW_HEIGHT, keep=place < 2 * ROWS - 1)
    paper.sheet.row_breaks.append(Break(id=paper.rows))


def _totals(placed: Placed, told: tuple[str, int, str]) -> Any:
    chart = _chart("Tổng điểm", told[2])
    _add(chart, placed.column(placed.total, told[1]), "Tổng điểm", 0)
    chart.set_categories(Reference(range_string=told[0]))
    chart.legend = None
    return chart


def _groups(report: RankingReport, placed: Placed, told: tuple[str, int, str]) -> Any:
    chart = _chart("Điểm các nhóm tiêu chí", told[2])
    chart.grouping, chart.overlap = "stacked", 100
    for place, group in enumerate(report.groups):
        column = placed.column(get_column_letter(3 + place), told[1])
        _add(chart, column, f"{group.code}. {group.name}", place)
    chart.set_categories(Reference(range_string=told[0]))
    chart.legend.position = "b"
    return chart


def _chart(title: str, name: str) -> Any:
    chart: Any = BarChart()
    chart.type, chart.style = "col", 10
    chart.title = " – ".join(filter(None, (title, safe(name))))
    chart.width, chart.height, chart.gapWidth = WIDE, HIGH, 60
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format, chart.y_axis.scaling.min = "#,##0", 0
    return chart


def _add(chart: Any, column: str, title: str, place: int) -> None:
    """One kind of bar, in its own pattern."""
    series = Series(Reference(range_string=column), title=safe(title))
    bars = series.graphicalProperties
    pattern, shade = PATTERNS[place % len(PATTERNS)], SHADES[place % len(SHADES)]
    if pattern == "solid":
        bars.solidFill = shade
    else:
        colour, fill = cast("Any", ColorChoice), cast("Any", PatternFillProperties)
        white = colour(srgbClr="FFFFFF")
        bars.pattFill = fill(prst=pattern, fgClr=colour(srgbClr=shade), bgClr=white)
    bars.line.solidFill = "000000"
    chart.series.append(series)
