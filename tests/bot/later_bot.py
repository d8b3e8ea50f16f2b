"""``chamdiem`` with another clock: everything else is the real program. ``CLOCK`` in the environment is the
time (ISO, with its zone) at which the process seems to have been started.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from bot import clock

STARTED = clock.utc_now()
CLOCK = datetime.fromisoformat(os.environ["CLOCK"])


def now() -> datetime:
    """Runs as fast as the real clock."""
    passed: timedelta = datetime.now(STARTED.tzinfo) - STARTED
    return CLOCK + passed


if __name__ == "__main__":
    clock.utc_now = now  # before anybody else has taken the real one
    from bot.cli import main

    main()
