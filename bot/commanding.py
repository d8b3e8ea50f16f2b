"""What all commands share: settings, running to the end, and the way of saying no."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
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


def campaign_of(settings: Settings) -> Campaign:
    """The campaign on record; raises RefusedError where there is none."""
    from bot import office

    campaign: Campaign = do(office.current(settings.data))
    if not campaign.id:
        raise RefusedError("there is no campaign yet: chamdiem campaign create --set SET --name NAME")
    return campaign
