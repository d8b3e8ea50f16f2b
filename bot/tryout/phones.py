"""Somebody with a phone, whose every word is an ordinary event of the engine."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.app import App
from bot.clock import utc_now
from conversations.events import FileCame, Pressed, Said, Started, StoredFile
from conversations.messages import Message


@dataclass(slots=True)
class Player:
    """Somebody with a phone, whose every word is an ordinary event."""

    app: App
    chat: str
    name: str
    dice: random.Random
    count: int = 0
    now: Callable[[], datetime] = utc_now

    def _arrived(self) -> dict[str, object]:
        self.count += 1
        nonce = f"{self.dice.getrandbits(128):032x}"
        return {
            "chat": self.chat,
            "key": f"{self.chat}/{self.count}",
            "at": self.now(),
            "nonce": nonce,
            "name": self.name,
        }

    async def join(self, code: str) -> None:
        """Follow an invitation link."""
        await self.app.service.accept(Started(invitation=code, **self._arrived()))  # type: ignore[arg-type]

    async def say(self, text: str) -> None:
        """Type a text."""
        await self.app.service.accept(Said(text=text, **self._arrived()))  # type: ignore[arg-type]

    async def press(self, payload: str) -> None:
        """Press a button."""
        await self.app.service.accept(Pressed(payload=payload, **self._arrived()))  # type: ignore[arg-type]

    async def tap(self, label: str) -> None:
        """Press the button of the latest messages that begins with the label; raises LookupError."""
        sql = "SELECT body FROM outbox WHERE chat = $1 ORDER BY id DESC LIMIT 60"
        for (body,) in await self.app.database.read(sql, self.chat):
            message = Message.model_validate_json(body)
            for button in (button for row in message.buttons for button in row):
                if button.label.startswith(label):
                    await self.press(button.payload)
                    return
        raise LookupError(f"{self.name} sees no button {label!r}")

    async def tap_now(self, label: str) -> bool:
        """Press the button of the very last message that begins with the label; False where it has none."""
        sql = "SELECT body FROM outbox WHERE chat = $1 ORDER BY id DESC LIMIT 1"
        ((body,),) = await self.app.database.read(sql, self.chat)
        rows = Message.model_validate_json(body).buttons
        found = [button for row in rows for button in row if button.label.startswith(label)]
        if found:
            await self.press(found[0].payload)
        return bool(found)

    async def send(self, name: str, caption: str, text: str) -> None:
        """Send a small PDF with a text in it."""
        stored = await self.app.store.keep(small_pdf(text))
        file = StoredFile(sha256=stored.sha256, name=name, mime="application/pdf", size=stored.size)
        await self.app.service.accept(FileCame(file=file, caption=caption, **self._arrived()))  # type: ignore[arg-type]


def small_pdf(text: str) -> bytes:
    """A valid one-page PDF that shows the text (ASCII letters only; others are left out)."""
    shown = "".join(c for c in text if c.isascii() and c not in "()\\")
    stream = f"BT /F1 18 Tf 60 760 Td ({shown}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for index, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
