"""What all commands share: settings, running to the end, and the way of saying no."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from datetime import date

    from bot.commands.office import Looked
    from bot.settings import Settings
    from scoring.campaigns import Campaign
    from scoring.facts import Stage


class RefusedError(Exception):
    """The command cannot be carried out as things stand; the message says what to do."""


def _stand_back(_ctx: click.Context, _param: click.Parameter, value: int) -> None:
    import os

    if value:
        os.nice(value)


NICE: Final = click.option(
    "--nice", type=int, default=0, hidden=True, callback=_stand_back, is_eager=True, expose_value=False
)
"""How far a child of the bot stands back behind it."""


def settings_of(ctx: click.Context, **given: object) -> Settings:
    """Settings from the environment and the command line."""
    from bot.settings import Settings

    return Settings.read(None, data=ctx.find_root().obj["data"], **given)


def do(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end; of a group of errors the first is shown."""
    try:
        return asyncio.run(work)
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None


def day_of(text: str) -> date:
    """``2026-12-20``, or ``20/12/2026`` as the chat writes it; raises RefusedError."""
    from datetime import date

    from criteria.special_days import parse_day

    try:
        return parse_day(text) if "/" in text else date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f"{text!r} is no day: write it like 2026-12-20") from error


def minute_of(at: str) -> str:
    """``2026-11-21 22:23+07:00``, as ``log`` prints it, of a moment on record; ``-`` where there is none."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from criteria.vietnamese import ZONE

    return datetime.fromisoformat(at).astimezone(ZoneInfo(ZONE)).isoformat(" ", "minutes") if at else "-"


def must_be(campaign: Campaign, stages: Sequence[Stage]) -> None:
    """Raises RefusedError where the campaign is in none of these stages, of which there are several."""
    if campaign.stage not in stages:
        *most, last = stages
        raise RefusedError(f"the campaign is {campaign.stage}; this needs {', '.join(most)} or {last}")


def campaign_of(settings: Settings) -> Campaign:
    """The campaign on record; raises RefusedError where there is none."""
    return looked_at(settings).campaign


def looked_at(settings: Settings) -> Looked:
    """The same with what was ``seen`` of the journal, for a command that will record something: before it
    reads anything else.
    """
    from bot.commands import office

    found: Looked = do(office.looked(settings.data))
    if not found.campaign.id:
        raise RefusedError("there is no campaign yet: chamdiem campaign create --set SET --name NAME")
    return found
