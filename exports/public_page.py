"""The public results page: one HTML file that asks nothing of any other host and works without a script.

Import this module only when a page is wanted.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from importlib.resources import files
from typing import Final

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from criteria import vietnamese
from criteria.procedures import TOTAL, Level
from criteria.schema import Lost, Note, Restored
from criteria.vietnamese import decimal_text, fold, moment, number
from exports import page_wording as words
from exports import result_charts
from exports.cleaning import safe
from exports.public_results import PublicBlock, PublicResults
from scoring.ranking import TIE_RULE

NAME: Final = "page.html.j2"


def page(results: PublicResults) -> str:
    """The whole file."""
    script = _part("page.js")
    publication, at = results.publication, results.source.at
    appeals = publication.appeals_until if publication else ""
    return _environment(results).get_template(NAME).render(
        page=results, words=words, draft=publication is None,
        style=_ours(_part("page.css")), script=_ours(script), script_hash=_hash(script),
        published_at=moment(datetime.fromisoformat(publication.at)) if publication else "",
        appeals=vietnamese.date(date.fromisoformat(appeals)) if appeals else "",
        made_at=moment(at),
        group_names=[safe(f"{group.code}. {group.name}") for group in results.groups],
        group_most=[number(group.max) for group in results.groups],
        charts=[list(map(_ours, _charts(results, place))) for place in range(len(results.blocks))],
        remarks=list(_remarks(results)), rulings=list(_rulings(results)),
    )  # fmt: skip


def _part(name: str) -> str:
    return (files("exports") / "page" / name).read_text(encoding="utf-8")


def _ours(markup: str) -> Markup:
    """Text that stands as it is: the package's own, or SVG, which escapes every name itself."""
    return Markup(markup)  # noqa: S704 - see above


def _hash(script: str) -> str:
    """What the page's own policy lets run: this script and no other."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _environment(results: PublicResults) -> Environment:
    places = results.source.places
    environment = Environment(
        loader=DictLoader({NAME: _part(NAME)}), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_printable,
    )  # fmt: skip
    environment.globals.update(
        points=lambda value: number(value, places), exact=number, share=_share, restored=_restored,
        is_block=lambda name: fold(name).startswith(fold(words.BLOCK)),
        demands=lambda level: _demands(results, level),
    )  # fmt: skip
    return environment


def _printable(value: object) -> object:
    """No control and direction characters in what is written; what stands as it is stays so."""
    return safe(value) if type(value) is str and not value.isprintable() else value


def _share(points: Fraction, most: Fraction) -> str:
    """Percents for a style: ``85.5``."""
    return decimal_text(100 * points / most if most else Fraction(0), 1)


def _demands(results: PublicResults, level: Level) -> str:
    """What a level asks for: points in all, or in each part and group."""
    rated = results.procedure.rated if results.procedure else ()
    names = {TOTAL: words.TOTAL, **{each.code: each.name for each in rated}}
    asked = level.demands(results.source.max).items()
    return "; ".join(words.DEMAND.format(name=names[code], points=number(points)) for code, points in asked)


def _charts(results: PublicResults, place: int) -> Iterator[str]:
    """Those that say something of the block: a distribution of one or two units does not."""
    block = results.blocks[place]
    made = (
        result_charts.group_bars(block, results, f"g{place}"),
        result_charts.spread(block, results.source, f"s{place}") if _many(block) else "",
        result_charts.level_bars(block, f"l{place}"),
    )
    return (each for each in made if each)


def _many(block: PublicBlock) -> bool:
    return len(block.totals()) > 2


def _remarks(results: PublicResults) -> Iterator[str]:
    """How it is ranked and rounded, what the star means, what has moved since."""
    units = [unit for block in results.blocks for unit in block.units]
    moved = sum(unit.total is not None and unit.groups is None for unit in units)
    yield TIE_RULE
    yield words.ROUNDED.format(places=results.source.places)
    if codes := [each.id for each in results.criteria.relative]:
        yield words.COMPARED.format(codes=", ".join(codes))
    if any(unit.total is not None and not unit.verified for unit in units):
        yield words.STAR
    if moved:
        yield words.SOME_MOVED.format(count=moved)


# --- what was wrong in the print -----------------------------------------------------------------------


def _rulings(results: PublicResults) -> Iterator[str]:
    """Of the set as a whole and of its procedure, in the order of their files."""
    criteria, procedure = results.criteria, results.procedure
    yield from (_note(each) for each in criteria.notes)
    yield from (_lost(each) for each in criteria.lost)
    groups = (each for group in criteria.groups for each in group.restored)
    yield from (_restored(each) for each in (*criteria.restored, *groups))
    yield from (f"{_where(each.where)}: {each.ruling}" for each in criteria.findings)
    if procedure:
        yield from (_note(each) for each in procedure.notes)


def _where(where: str) -> str:
    """``group 2.II`` as ``Nhóm 2.II``; a bare code is a criterion's."""
    kind, _, rest = where.partition(" ")
    return (
        f"{words.WHERE[kind]} {rest}".strip() if kind in words.WHERE else f"{words.WHERE_CRITERION} {where}"
    )


def _note(note: Note) -> str:
    told = f"Bản in ghi “{note.print}”. " if note.print else ""
    return f"{told}{note.ruling}{f' {note.why}' if note.why else ''}"


def _lost(lost: Lost) -> str:
    return words.LOST.format(where=lost.where, points=number(lost.points), why=lost.why)


def _restored(each: Restored) -> str:
    name = words.FIELDS.get(each.field, each.field)
    template = words.RESTORED if each.print else words.RESTORED_EMPTY
    return template.format(field=name, print=each.print, value=each.value, why=each.why)
