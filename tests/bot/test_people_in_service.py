"""Sign-off, handing over and further chats through the writer and the database, and after a restart."""

from __future__ import annotations

import random
import re
from pathlib import Path

from bot.app import App
from bot.tryout.phones import Player
from conversations.talk import Act
from scoring.facts import Terms, TermsSet
from tests.bot.campaigns import campaign, player


async def told(app: App, chat: str) -> list[str]:
    """Bodies of everything sent to a chat, as JSON, oldest first."""
    found = await app.database.read("SELECT body FROM outbox WHERE chat = $1 ORDER BY id", chat)
    return [row[0] for row in found]


async def code(app: App, chat: str) -> str:
    """The latest invitation code that was told in a chat."""
    return str(re.findall(r"Mã mời: (\S{5}-\S{5})", "".join(await told(app, chat)))[-1])


async def test_the_leader_signs_and_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        await app.decree([Act("", TermsSet(terms=Terms(sign_off=True)))])
        officer, leader = await player(app), await player(app, "leader", name="Phạm Văn Chủ")
        await officer.press("go:3.2")
        await officer.say("421/512")
        await officer.say("/nop")
        await officer.tap("Gửi lãnh đạo ký")
        assert "chờ anh/chị ký" in (await told(app, leader.chat))[-1]
        await leader.tap("Ký")
        record = app.book.submissions["01"]
        signer = app.book.sessions[leader.chat].person
        assert (record.state, record.signed_by) == ("submitted", signer)
        assert "đã ký" in (await told(app, officer.chat))[-1]
    async with campaign(tmp_path) as app:
        again = Player(app, officer.chat, officer.name, random.Random("again"), officer.count)
        await again.say("/nop")
        assert "Người ký: Phạm Văn Chủ." in (await told(app, officer.chat))[-1]


async def test_roles_and_chats_move_and_are_there_after_a_restart(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        officer = await player(app)
        await officer.say("/lienket")
        second = Player(app, "web:second", "Hoa", random.Random("second"))
        await second.say(await code(app, officer.chat))
        await second.say("/bangiao Lê Văn Kế")
        first = await code(app, second.chat)
        await second.tap("Hủy bàn giao")
        await second.say("/bangiao Trần Thị Nối")
        heir = Player(app, "web:heir", "Nối", random.Random("heir"))
        await heir.say(first)
        assert "thu hồi" in (await told(app, heir.chat))[-1]
        await heir.join(await code(app, second.chat))
        before = app.book.campaign
        giver = before.people[app.book.sessions[officer.chat].person]
        assert (giver.roles, giver.chats) == ((), (officer.chat, "web:second"))
    async with campaign(tmp_path) as app:
        after = app.book.campaign
        assert after.people == before.people
        assert (after.invitations, after.withdrawn) == (before.invitations, before.withdrawn)
        assert len(after.withdrawn) == 1
