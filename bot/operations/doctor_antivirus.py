"""The check of ``chamdiem doctor`` that asks ClamAV's daemon whether it is there."""

from __future__ import annotations

from datetime import datetime

from bot.intake import antivirus
from bot.intake.antivirus import UnreachableError
from bot.operations.diagnosis import Said, fail, ok, warn
from bot.settings import Settings


async def daemon(settings: Settings, _now: datetime) -> Said:
    """Whether uploaded files are looked at."""
    if not settings.clamd:
        return ok("no CHAMDIEM_CLAMD: files are told by content, but nothing looks for viruses in them")
    try:
        await antivirus.ping(settings.clamd)
    except UnreachableError as error:
        said = f"ClamAV does not answer on {settings.clamd} ({error}): systemctl start clamav-daemon"
        if settings.clamd_down == "refuse":
            return fail(f"{said}; until then every file is refused")
        return warn(f"{said}; until then files are kept unscanned")
    return ok(f"ClamAV answers on {settings.clamd}")
