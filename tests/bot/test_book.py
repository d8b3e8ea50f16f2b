"""What is kept between steps is what would be worked out anew; many dossiers are fetched at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bookdesk import BookDesk
from bot.tryout.players import Officer, Reviewer
from bot.work import Work
from conversations.desk import Limits, NotOnDesk, Wanted
from scoring.blocks import Block
from tests.bot.campaigns import UNITS, campaign, player

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


async def test_the_kept_block_is_always_the_fresh_one(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        assert app.book.criteria is not None
        book, criteria = app.book, app.book.criteria

        def same() -> bool:
            kept = Work(book).block("01")
            fresh = Block(criteria, tuple(book.standings[unit.code] for unit in UNITS))
            return all(kept.points(c.id) == fresh.points(c.id) for c in criteria.criteria)

        assert same()
        reviewer = Reviewer(await player(app, "reviewer", "", "Trần Văn Duyệt"))
        for unit in UNITS:
            officer = Officer(await player(app, unit=unit.code), criteria, unit.name, zeal=0.8)
            await officer.fill_and_submit()
            assert same()
        await reviewer.review("01", returned={"3.1": "Đề nghị kiểm tra lại số liệu."})
        assert same()
        returned = Officer(await player(app, unit="01", name="Vũ Văn Sáu"), criteria, "Xã", zeal=0.5)
        returned.figures = {}
        await returned.player.press("go:3.1")
        await returned.player.say("a=40 b=500")
        await returned.submit()
        assert same()


async def test_a_unit_that_hands_in_is_compared_with_from_then_on(tmp_path: Path) -> None:
    """Its figures are the same as a moment before: only its state says that they count."""
    async with campaign(tmp_path) as app:
        assert app.book.criteria is not None
        officer = Officer(await player(app, unit="02"), app.book.criteria, "Xã Chỉ Đạo", zeal=0.8)
        await officer.fill()
        before = Work(app.book).other_units("01", verified=True)
        await officer.submit()
        kept = Work(app.book).other_units("01", verified=True)
        app.book.forget_blocks()
        assert kept == Work(app.book).other_units("01", verified=True) != before


async def test_all_dossiers_of_a_step_are_asked_for_at_once(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        work = Work(app.book)
        desk = BookDesk(work, NOW, Limits())
        with pytest.raises(NotOnDesk) as asked:
            desk.gather(["01", "02"])
        assert asked.value.wanted == Wanted("submissions", units=("01", "02"))
        await work.fetch(asked.value.wanted)
        desk.gather(["01", "02"])
        assert desk.submission("02").unit == "02"
