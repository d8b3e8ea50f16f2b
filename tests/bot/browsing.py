"""The demo as a process of its own, and visitors who use it in Chromium as people do: by eye and hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.bot.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 10_000  # ms; how long anything on the page may take
START = 40  # seconds; the sample campaign is filled in by players first
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
LINK = re.compile(r"http://\S+/moi/\S+")


class Links(NamedTuple):
    """What ``chamdiem demo`` prints."""

    officer: str
    reviewer: str
    administrator: str


@contextmanager
def demo(folder: Path) -> Iterator[Links]:
    """``chamdiem demo`` on a data folder of its own, until the block ends."""
    shown, errors = folder / "shown.log", folder / "errors.log"
    command = [sys.executable, "-m", "bot.cli", "--data", str(folder / "data"), "demo", "--port"]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("CHAMDIEM", "TELEGRAM"))
    }
    with shown.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen(
            [*command, str(free_port())], cwd=ROOT, env=environment, stdout=out, stderr=err
        )
    try:
        yield _links(process, shown, errors)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
            raise
    assert "Traceback" not in errors.read_text(), errors.read_text()


def _links(process: subprocess.Popen[bytes], shown: Path, errors: Path) -> Links:
    deadline = time.monotonic() + START
    while len(found := LINK.findall(shown.read_text())) < len(Links._fields):
        assert process.poll() is None, f"the demo ended: {errors.read_text()}"
        assert time.monotonic() < deadline, f"no links after {START} seconds: {shown.read_text()}"
        time.sleep(0.05)
    return Links(*found)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium that is installed; none is ever downloaded."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person with a browser profile of their own. ``trouble`` is what went wrong unseen."""

    context: BrowserContext
    page: Page
    home: str
    trouble: list[str] = field(default_factory=list)

    @classmethod
    def comes(cls, browser: Browser, link: str, width: int, height: int, *, scale: float = 1) -> Visitor:
        """With a fresh profile; has not opened the link yet."""
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale, locale="vi-VN"
        )
        context.set_default_timeout(PATIENCE)
        visitor = cls(context, context.new_page(), link.partition("/moi/")[0])
        context.on("request", visitor._requested)
        context.on("requestfailed", visitor._failed)
        context.on("response", visitor._answered)
        context.on("console", visitor._logged)
        context.on("weberror", lambda error: visitor.trouble.append(f"error: {error.error}"))
        return visitor

    def join(self, link: str) -> None:
        """Open an invitation; done when the bot has spoken."""
        self.page.goto(link)
        self.page.wait_for_url("**/chat/*")
        expect(self.said("")).not_to_have_count(0)

    def say(self, text: str) -> None:
        """Type into the field and press Enter."""
        self.page.locator("#text").fill(text)
        self.page.locator("#text").press("Enter")

    def ask(self, text: str, answer: str) -> Locator:
        """Say something and wait for the answer, a new message with this in it."""
        before = self.said(answer).count()
        self.say(text)
        expect(self.said(answer)).to_have_count(before + 1)
        return self.said(answer).last

    def tap(self, label: str) -> None:
        """Press the latest button whose label begins with this."""
        self.keys(label).last.click()

    def send(self, path: Path, caption: str = "") -> None:
        """Choose a file and send it."""
        self.page.locator("#files").set_input_files(path)
        self.say(caption)

    def said(self, text: str | re.Pattern[str]) -> Locator:
        """The bot's messages with this in them."""
        return self.page.locator(".row.bot", has_text=text)

    def keys(self, label: str) -> Locator:
        """Buttons of messages that are still current, whose label begins with this."""
        return self.page.locator(".row:not(.old) .key").filter(has_text=re.compile(f"^{re.escape(label)}"))

    def download(self, link: Locator, folder: Path) -> Path:
        """Press the link of a file and keep what comes."""
        with self.page.expect_download() as coming:
            link.click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def slow(self, bytes_per_second: int) -> None:
        """A bad connection upwards; 0 for none of that."""
        limits = {"offline": False, "latency": 0, "downloadThroughput": -1}
        limits["uploadThroughput"] = bytes_per_second or -1
        self.context.new_cdp_session(self.page).send("Network.emulateNetworkConditions", limits)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", f"blob:{self.home}/")):
            self.trouble.append(f"goes outside: {request.url}")

    def _failed(self, request: Request) -> None:
        """What the browser itself gave up is no trouble: a page was left, with its stream and icon, or turned
        out to be a file. Calls and parts of the page are never given up.
        """
        given_up = request.failure == "net::ERR_ABORTED"
        if not given_up or request.resource_type in {"fetch", "xhr", "script", "stylesheet"}:
            self.trouble.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.trouble.append(f"{response.status}: {response.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.trouble.append(f"console: {message.text}")
