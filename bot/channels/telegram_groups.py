"""Groups: what is written there is neither heard nor recorded. A group that takes the bot in, or speaks to it
by name, is told so in one line, at most once an hour; a channel is not, because its readers are the public.
"""

from __future__ import annotations

from time import monotonic
from typing import Final

from bot.channels.telegram_updates import Json, number
from bot.intake.flood import Buckets, Rate, TooFastError

KINDS: Final = ("group", "supergroup")
IN: Final = ("member", "administrator")
EACH: Final = Rate(1, 1 / 3600)
ALL: Final = Rate(10, 1 / 5)  # whoever makes groups without end makes us write no more than this


class Groups:
    """``name``: the bot's own, without @, once it is known."""

    def __init__(self) -> None:
        self.name = ""
        self._each, self._all = Buckets(EACH), Buckets(ALL)

    def to_tell(self, update: Json) -> int | None:
        """The group that is to be told now; raises ``UNREADABLE`` where the update has another shape."""
        group = self._joined(update) if "my_chat_member" in update else self._called(update)
        if group is None:
            return None
        try:
            self._each.look(str(group), monotonic())
            self._all.take("", monotonic())
            self._each.take(str(group), monotonic())
        except TooFastError:
            return None
        return group

    def _joined(self, update: Json) -> int | None:
        change = update["my_chat_member"]
        before, after = (change[side]["status"] for side in ("old_chat_member", "new_chat_member"))
        return _group(change) if before not in IN and after in IN else None

    def _called(self, update: Json) -> int | None:
        """Of a command to several bots only the one with our name is for us."""
        message = update.get("message", {})
        command = message.get("text", "").partition(" ")[0].lower()
        ours = bool(self.name) and command.startswith("/") and command.endswith(f"@{self.name.lower()}")
        return _group(message) if ours else None


def _group(about: Json) -> int | None:
    chat = about["chat"]
    return number(chat["id"]) if chat["type"] in KINDS else None
