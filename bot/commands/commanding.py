"""What all commands share: settings, running to the end, and the way of saying no."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from bot.settings import Settings
    from scoring.campaigns import Campaign


class RefusedError(Exception):
    """The command cannot be carried out as things stand; the message says what to do."""


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


def campaign_of(settings: Settings) -> Campaign:
    """The campaign on record; raises RefusedError where there is none."""
    from bot.commands import office

    campaign: Campaign = do(office.current(settings.data))
    if not campaign.id:
        raise RefusedError("there is no campaign yet: chamdiem campaign create --set SET --name NAME")
    return campaign
