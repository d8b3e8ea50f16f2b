"""``chamdiem`` with a fault: what is said with ``vỡ`` in it makes the talk raise an error that quotes it,
and a file with such a caption one of another kind. Everything else is the real program.
"""

from __future__ import annotations

from typing import Any

from conversations import engine
from conversations.events import FileCame, Said
from scoring.facts import Unit

FAULT = "vỡ"


def clumsy(session: Any, event: Any, desk: Any) -> Any:
    """As the real step, but for the fault."""
    if isinstance(event, Said) and FAULT in event.text:
        raise ValueError(f"{event.name} said {event.text!r}, and {session!r} broke")
    if isinstance(event, FileCame) and FAULT in event.caption:
        try:
            Unit(code=["x"], name=event.caption)  # type: ignore[arg-type]  # an error that quotes its input
        except ValueError as error:
            raise LookupError(event.file.name) from error
    return STEP(session, event, desk)


STEP = engine.step

if __name__ == "__main__":
    engine.step = clumsy
    from bot.cli import main

    main()
