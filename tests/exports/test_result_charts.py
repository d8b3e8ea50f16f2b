"""Which rows the pictures have."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest

from criteria.vietnamese import number
from exports.forming import unit_report
from exports.public_results import PublicResults, public_results
from exports.rendering import png
from exports.result_charts import (
    FIRST,
    MOST,
    progress_picture,
    ranking_picture,
    score_picture,
)
from scoring.facts import Claim, Unit
from scoring.rules import ALONE
from scoring.standings import Standing
from tests.exports.publishing_samples import AT, ground, published, reviewed
from tests.exports.samples import SET, answered, campaign, communes


def texts(svg: str) -> list[str]:
    return re.findall("<text[^>]*>([^<]*)</text>", svg)


def results(count: int, *, draft: bool = False) -> PublicResults:
    units = communes(count, "Xã")
    made = ground(units, {unit.code: 100 - n for n, unit in enumerate(units)})
    return public_results(made if draft else published(made), head="", at=AT)


def test_a_unit_sees_the_first_places_and_its_neighbours() -> None:
    shown = texts(ranking_picture(results(40), "Xã", "030"))
    names = [text for text in shown if re.match(r"\d+\. ", text)]
    assert names == [f"{n}. Xã {n}" for n in (*range(1, FIRST + 1), 29, 30, 31)]
    assert shown.count("…") == 1


def test_an_administrator_sees_as_many_as_fit_and_how_many_more() -> None:
    shown = texts(ranking_picture(results(MOST + 5, draft=True), "Xã"))
    assert sum(bool(re.match(r"\d+\. ", text)) for text in shown) == MOST
    assert f"{MOST}/{MOST + 5} đơn vị" in shown
    assert "Còn 5 đơn vị: xem bảng Excel hoặc trang kết quả." in shown
    assert shown[0].startswith("Xếp hạng tạm thời, chưa công bố")


def test_points_by_group_before_and_after_the_review() -> None:
    record = answered("001", {"1.2": Claim(values={"a": "1", "b": "3"})})
    place = campaign(*communes(1))
    at = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
    own = score_picture(unit_report(place, SET, record, ALONE, ALONE, at=at))
    assert texts(own)[0] == "Xã 1: tự chấm 10/100"
    assert "1. Nhận thức số (1/2 câu)" in texts(own)
    assert 'class="hatched"' not in own
    both = score_picture(unit_report(place, SET, reviewed(record), ALONE, ALONE, at=at))
    assert texts(both)[0] == "Xã 1: thẩm định 10, tự chấm 10/100"
    assert both.count('class="hatched"') == len(SET.groups)


def test_progress_counts_what_has_been_handed_in() -> None:
    units = communes(3, "Xã")
    rows = {"001": Standing("001", "submitted"), "002": Standing("002", answered=2)}
    shown = texts(progress_picture("Kỳ 2026", units, rows, AT))
    assert shown[0] == "Tiến độ: 1/3 đơn vị đã nộp"
    assert {"N", "K", "–", "Đang kê khai: 1", "Chưa kê khai: 1", "Xã: 1/3"} <= set(shown)


@pytest.mark.parametrize(("count", "blocks"), [(1001, 1), (3321, 63), (3321, 120)])
def test_progress_of_very_many_units_is_a_row_for_each_block(count: int, blocks: int) -> None:
    units = [Unit(code=f"{n:05}", name=f"Xã {n}", block=f"Cụm {n % blocks}") for n in range(count)]
    rows = {unit.code: Standing(unit.code, "submitted") for unit in units[:500]}
    started = time.process_time()
    svg = progress_picture("Kỳ 2026", units, rows, AT)
    picture = png(svg)
    assert time.process_time() - started < 1
    assert 1080 + int.from_bytes(picture[20:24]) <= 10_000, "what Telegram takes as a photo"
    shown = texts(svg)
    assert shown[0] == f"Tiến độ: 500/{count} đơn vị đã nộp"
    assert {"Đã nộp: 500", f"Chưa kê khai: {number(count - 500)}"} <= set(shown)
    assert sum(text.startswith("Cụm ") for text in shown) == min(blocks, 90)
    assert ("Còn 30 khối không vẽ ở đây." in shown) == (blocks == 120)
