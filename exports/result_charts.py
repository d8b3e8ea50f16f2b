"""The charts of results and progress, from view-models to SVG: for the public page and for the chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Final

from criteria.vietnamese import moment, number
from exports import page_wording as words
from exports.public_results import PublicBlock, PublicResults, PublicUnit
from exports.report import GroupLine, Source, UnitReport
from exports.svg_charts import Bar, Column, Head, bars, columns, listing
from exports.svg_tiles import LETTERS, Tile, progress_map, step_name
from scoring.facts import Unit
from scoring.standings import Standing

BINS: Final = 10
FIRST: Final = 10  # places that a unit sees beside its own neighbourhood
BARS: Final = 24  # rows with bars: messengers make pictures smaller that are higher than 2560 pixels
MOST: Final = 90  # rows of the largest picture
MAPPED: Final = 1000  # units up to which each has a tile: more take long to draw, and nobody finds one
NONE: Final = Fraction(0)
NOT_YET: Final = ("", "drafting", "signing")

# --- the public page -----------------------------------------------------------------------------------


def spread(block: PublicBlock, source: Source, key: str) -> str:
    """How many units reach which share of the maximum."""
    shares = [_of(total, source.max) for total in block.totals()]
    counts = Counter(min(int(share * BINS), BINS - 1) for share in shares)
    found = [Column(f"{100 * place // BINS}%", counts[place]) for place in range(BINS)]
    return columns(Head(words.SPREAD_TITLE, (words.SPREAD_NOTE,), key=key), found)


def group_bars(block: PublicBlock, results: PublicResults, key: str) -> str:
    """Median and best of each group; empty where no points of groups are known."""
    found = list(zip(results.groups, block.groups(), strict=False))
    rows = [
        Bar(
            words.GROUP.format(code=group.code, name=group.name),
            words.PAIR.format(
                median=_shown(middle, results.source), best=_shown(best, results.source),
                max=number(group.max),
            ),
            _of(middle, group.max), _of(best, group.max),
        )
        for group, (middle, best) in found
    ]  # fmt: skip
    return bars(Head(words.GROUPS_TITLE, (words.GROUPS_NOTE,), key=key), rows) if rows else ""


def level_bars(block: PublicBlock, key: str) -> str:
    """How many units reach each level; empty where there are no levels."""
    counts = Counter(unit.level for unit in block.units if unit.level)
    most = max(counts.values(), default=1)
    rows = [Bar(name, str(count), Fraction(count, most)) for name, count in counts.items()]
    return bars(Head(words.LEVELS_TITLE, key=key), rows) if rows else ""


# --- pictures ------------------------------------------------------------------------------------------


def score_picture(report: UnitReport) -> str:
    """One unit's points by group: verified beside its own once the review is finished."""
    places, most = report.source.places, number(report.max).replace(".", "")  # 1000 as it is printed
    said = {"unit": report.name, "own": number(report.own, places), "max": most}
    title = words.SCORE_OWN.format(**said)
    if report.verified is not None:
        title = words.SCORE_BOTH.format(**said, verified=number(report.verified, places))
    answered = words.ANSWERED.format(answered=report.answered, asked=report.asked)
    note = words.OWN_BARS if report.verified is None else words.BOTH_BARS
    head = Head(title, (report.source.campaign, answered), (note, _made(report.source.at)))
    return bars(head, (_group_bar(group, places) for group in report.groups))


def _group_bar(group: GroupLine, places: int) -> Bar:
    label = words.GROUP_ANSWERED.format(
        code=group.code, name=group.name, asked=len(group.criteria),
        answered=sum(line.answered for line in group.criteria),
    )  # fmt: skip
    shown = group.own if group.verified is None else group.verified
    second = None if group.verified is None else _of(group.own, group.max)
    return Bar(label, f"{number(shown, places)}/{number(group.max)}", _of(shown, group.max), second)


def ranking_picture(results: PublicResults, name: str, own: str = "") -> str:
    """The ranking of a block: the first places and around its own for a unit, else as many as fit."""
    block = next(each for each in results.blocks if each.name == name)
    placed = [unit for unit in block.units if unit.total is not None]
    shown = _around(placed, own) if own else list(enumerate(placed[:MOST]))
    title = words.RANKING if results.publication else words.RANKING_DRAFT
    lines = (results.source.campaign, words.SHOWN.format(shown=len(shown), count=len(block.units)))
    left = len(block.units) - len(shown)
    rest = (words.REST.format(count=left),) if left and not own else ()
    star = () if all(unit.verified for _, unit in shown) else (words.STAR,)
    head = Head(
        title.format(block=name or results.source.campaign), lines, (*rest, *star, _made(results.source.at))
    )
    rows = list(_ranked(shown, results.source, own))
    return bars(head, rows) if own or len(rows) <= BARS else listing(head, rows)


def _around(placed: list[PublicUnit], own: str) -> list[tuple[int, PublicUnit]]:
    """The first places, and the unit with the one above and the one below."""
    at = next((place for place, unit in enumerate(placed) if unit.code == own), 0)
    return [(n, unit) for n, unit in enumerate(placed) if n < FIRST or abs(n - at) <= 1]


def _ranked(shown: Iterable[tuple[int, PublicUnit]], source: Source, own: str) -> Iterator[Bar]:
    before = -1
    for place, unit in shown:
        if place != before + 1:
            yield Bar(words.GAP, "", NONE)
        before, total = place, unit.total or NONE
        rank = f"{unit.rank}. " if unit.rank else "– "
        points = _shown(total, source) + ("" if unit.verified else " *")
        yield Bar(f"{rank}{unit.name}", points, _of(total, source.max), strong=unit.code == own)


def progress_picture(campaign: str, units: Iterable[Unit], rows: Mapping[str, Standing], at: datetime) -> str:
    """How far these units are, block by block; beyond ``MAPPED`` each block is one row."""
    blocks: dict[str, list[Tile]] = {}
    for unit in units:
        row = rows.get(unit.code) or Standing(unit.code)
        begun = row.state != "drafting" or row.answered
        blocks.setdefault(unit.block, []).append(Tile(unit.code, unit.name, row.state if begun else ""))
    done = {name: sum(tile.step not in NOT_YET for tile in tiles) for name, tiles in blocks.items()}
    count = sum(map(len, blocks.values()))
    head = Head(words.PROGRESS.format(done=sum(done.values()), count=count), (campaign,), (_made(at),))
    if count > MAPPED:
        return _progress_by_block(head, blocks, done)
    return progress_map(head, [
        (words.PROGRESS_BLOCK.format(block=name or campaign, done=done[name], count=len(tiles)), tiles)
        for name, tiles in blocks.items()
    ])  # fmt: skip


def _progress_by_block(head: Head, blocks: Mapping[str, list[Tile]], done: Mapping[str, int]) -> str:
    """How many units stand where, and how many of each block have handed in; the blocks that fit."""
    counts = Counter(tile.step for tiles in blocks.values() for tile in tiles)
    told = (f"{step_name(step)}: {number(counts[step])}" for step in LETTERS if counts[step])
    rest = (words.REST_BLOCKS.format(count=len(blocks) - MOST),) if len(blocks) > MOST else ()
    head = head._replace(lines=(*head.lines, *told), notes=(*rest, *head.notes))
    rows = [
        Bar(name or head.lines[0], f"{done[name]}/{len(tiles)}", Fraction(done[name], len(tiles)))
        for name, tiles in list(blocks.items())[:MOST]
    ]
    return bars(head, rows) if len(rows) <= BARS else listing(head, rows)


def _of(points: Fraction, most: Fraction) -> Fraction:
    return points / most if most else NONE


def _shown(points: Fraction, source: Source) -> str:
    return number(points, source.places)


def _made(at: datetime) -> str:
    return words.MADE.format(at=moment(at))
