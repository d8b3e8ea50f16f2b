"""``chamdiem`` with another clock: everything else is the real program. In the environment: ``CLOCK`` is the
time (ISO, with its zone) at which the process seems to have been started; ``AT_ONCE``: units in one tick;
``EVERY``: seconds between two looks at the clock.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from bot import clock
from conversations.year import reminding

STARTED = clock.utc_now()
CLOCK = datetime.fromisoformat(os.environ["CLOCK"]) if "CLOCK" in os.environ else STARTED


def now() -> datetime:
    """Runs as fast as the real clock."""
    passed: timedelta = datetime.now(STARTED.tzinfo) - STARTED
    return CLOCK + passed


if __name__ == "__main__":
    if "CLOCK" in os.environ:
        clock.utc_now = now  # before anybody else has taken the real one
    reminding.AT_ONCE = int(os.environ.get("AT_ONCE", reminding.AT_ONCE))
    from bot import scheduler
    from bot.cli import main

    scheduler.EVERY = float(os.environ.get("EVERY", scheduler.EVERY))
    main()
