"""The sample campaign of ``make demo``: communes of Văn Lâm district, most of them filled in by players
through the engine itself, with one left for the visitor, one waiting for review, and one returned.
"""

from __future__ import annotations

import random
import shutil
import socket
from datetime import timedelta

from bot.app import App, opened
from bot.clock import utc_now
from bot.commands import office
from bot.logs import log_to_stderr
from bot.running import ready, stop_signal
from bot.settings import Settings
from bot.tryout.phones import Player
from bot.tryout.players import Officer, Reviewer
from conversations.talk import Act
from criteria import loader
from scoring.facts import RoleName, StageChanged, Unit, UnitsImported

BLOCK = "Xã, thị trấn huyện Văn Lâm"
NAME = "Chuyển đổi số cấp xã huyện Văn Lâm {year}"
MARK = "made-by-demo"
VISITOR, WAITING, RETURNED = "01", "02", "03"
UNITS = (
    ("01", "Xã Lạc Đạo"), ("02", "Xã Chỉ Đạo"), ("03", "Xã Minh Hải"), ("04", "Xã Đại Đồng"),
    ("05", "Xã Việt Hưng"), ("06", "Xã Lương Tài"), ("07", "Xã Tân Quang"), ("08", "Xã Trưng Trắc"),
    ("09", "Xã Lạc Hồng"), ("10", "Xã Đình Dù"), ("11", "Thị trấn Như Quỳnh"),
)  # fmt: skip
PEOPLE = ("Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Thu Hà", "Phạm Văn Dũng", "Hoàng Thị Mai", "Vũ Đức Anh",
          "Đặng Thị Lan", "Bùi Văn Hùng", "Đỗ Thị Ngọc", "Ngô Văn Sơn", "Dương Thị Yến")  # fmt: skip
REVIEWER, ADMINISTRATOR = "Đinh Thị Thanh", "Phan Quốc Việt"
RETURN_REASON = "Tệp gửi kèm chưa có chữ ký của lãnh đạo xã, đề nghị gửi lại bản đã ký."


class DemoError(Exception):
    """The folder cannot be used for a demo; the message says why."""


async def run_demo(settings: Settings, *, fresh: bool) -> None:
    """Make the sample campaign where there is none yet, print three links, and run until stopped."""
    if settings.data.exists() and any(settings.data.iterdir()) and not (settings.data / MARK).exists():
        raise DemoError(f"{settings.data} was not made by a demo; it is left as it is")
    if fresh and settings.data.exists():
        shutil.rmtree(settings.data)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (settings.data / MARK).touch()
    log_to_stderr(_quiet(settings))
    stop = stop_signal()
    async with opened(alone(settings)) as app:
        await ready(app)
        if not app.book.campaign.id:
            print("Making the sample campaign …", flush=True)  # noqa: T201 - for the visitor
            await make_sample(app)
        await _print_links(app)
        await stop.wait()


def alone(settings: Settings) -> Settings:
    """Without what the environment has for a real bot: its token is in use, its address leads to it, and its
    backups are kept.
    """
    without = {"telegram_token": "", "backup_dir": "", "tls_port": 0, "public_url": ""}
    return settings.model_copy(update={**without, "port": _free_port(settings.port)})


def _quiet(settings: Settings) -> Settings:
    """Only what went wrong is printed, unless asked for: the links should stay on the screen."""
    asked = "log_level" in settings.model_fields_set
    return settings if asked else settings.model_copy(update={"log_level": "WARNING"})


def _free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody uses: a demo should simply start."""
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return wanted


async def make_sample(app: App) -> None:
    """Eleven communes: nine verified, one waiting, one returned, and Lạc Đạo untouched."""
    criteria = loader.load("lac-dao-xa")
    now = utc_now()
    name, deadline = NAME.format(year=now.year), (now + timedelta(days=24)).date().isoformat()
    await app.decree([Act("", office.created(criteria, name, deadline))])
    units = tuple(Unit(code=code, name=name, block=BLOCK) for code, name in UNITS)
    await app.decree([Act("", UnitsImported(units=units)), Act("", StageChanged(stage="open"))])
    reviewer = Reviewer(await joined(app, ("reviewer", "", "Phòng Văn hóa và Thông tin"), 99))
    for index, (code, name) in enumerate(UNITS):
        if code == VISITOR:
            continue
        dice = random.Random(index)  # noqa: S311 - plausible figures, not secrets
        player = await joined(app, ("officer", code, PEOPLE[index]), index)
        await Officer(player, criteria, name, zeal=dice.uniform(0.55, 0.98)).fill_and_submit()
        if code == RETURNED:
            await reviewer.review(code, returned={"2.1": RETURN_REASON})
        elif code != WAITING:
            await reviewer.review(code)


async def joined(app: App, guest: tuple[RoleName, str, str], number: int, chat: str = "") -> Player:
    """A player who has followed an invitation of their own; the guest's role, unit and name."""
    role, unit, name = guest
    issued, (invited,) = office.invited(app.settings, [guest])
    await app.decree([Act("", fact) for fact in issued])
    player = Player(app, chat or f"web:player-{number}-{unit or role}", name, random.Random(number))  # noqa: S311 - see above
    await player.join(invited.code)
    return player


async def _print_links(app: App) -> None:
    """New invitations at every start: the earlier ones may have been used."""
    visitors: list[tuple[RoleName, str, str]] = [
        ("officer", VISITOR, PEOPLE[0]),
        ("reviewer", "", REVIEWER),
        ("administrator", "", ADMINISTRATOR),
    ]
    issued, links = office.invited(app.settings, visitors)
    await app.decree([Act("", fact) for fact in issued])
    officer, reviewer, administrator = (item.link for item in links)
    print(SHOWN.format(officer=officer, reviewer=reviewer, administrator=administrator), flush=True)  # noqa: T201 - see above


SHOWN = """
chamdiem is running with a sample campaign: 11 communes of Văn Lâm district.
Open these links, each in its own tab:

  Officer of Lạc Đạo commune (a phone-sized chat; press «Bắt đầu» and answer a few questions)
    {officer}

  Reviewer (/hangdoi shows what waits: Chỉ Đạo; Minh Hải was returned)
    {reviewer}

  Administrator (/tiendo, /xephang, and /xuat for the Excel workbook)
    {administrator}

The links work once; start again for new ones. Nothing leaves this machine. Ctrl+C stops; the data stay in
the data folder (chamdiem demo --fresh begins anew).
"""
