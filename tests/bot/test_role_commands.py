"""``chamdiem people``, scopes of invitations and the terms of a campaign, as an administrator types them."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands import office
from bot.settings import Settings
from scoring.campaigns import Campaign
from scoring.facts import InvitationAccepted
from tests.bot.test_cli import CREATE, chamdiem

LIST = """Mã đơn vị,Tên đơn vị,Khối,Trực thuộc,Chấm điểm
x1,Xã Một,Các xã,h1,
x2,Xã Hai,Các xã,h2,
s1,Sở Một,Các sở,,
h1,Huyện Một,,,không
h2,Huyện Hai,,,không
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    chamdiem(tmp_path, *CREATE)
    (tmp_path / "u.csv").write_text(LIST, encoding="utf-8-sig")
    said = chamdiem(tmp_path, "units", "import", str(tmp_path / "u.csv"))
    assert said == "loaded: 3 units, 2 bodies above them\n"
    return tmp_path


def current(data: Path) -> Campaign:
    return asyncio.run(office.current(data))


def join(data: Path, role: str, *how: str) -> str:
    """Somebody invited on the command line has joined; their id."""
    chamdiem(data, "invite", role, "--name", f"Người {role}", *how)
    waiting = [each for each in current(data).invitations.values() if not each.used_by][-1]
    key = f"p{len(current(data).people)}"
    fact = InvitationAccepted(
        code_hash=waiting.code_hash, person=key, name=waiting.name, role=waiting.role, unit=waiting.unit,
        channel="web", address=key, at="2026-11-21T01:00:00+00:00", scope=waiting.scope,
        replaces=waiting.replaces,
    )  # fmt: skip
    asyncio.run(office.record(Settings(data=data), [fact], None))
    return key


def test_a_reviewer_of_everything_is_said_to_be_one(data: Path) -> None:
    refused = chamdiem(data, "invite", "reviewer", "--name", "Duyệt", code=2)
    assert "several blocks or bodies" in refused
    chamdiem(data, "invite", "reviewer", "--name", "Duyệt", "--everything")
    chamdiem(data, "invite", "reviewer", "--name", "Hai", "--body", "h1", "--criteria", "3.1,3.2")
    scopes = [each.scope for each in current(data).invitations.values()]
    assert [(scope.body, scope.criteria) for scope in scopes] == [("", ()), ("h1", ("3.1", "3.2"))]


@pytest.mark.parametrize(
    "how",
    [("--blocks", "Không có"), ("--units", "zz"), ("--criteria", "9.99"), ("--body", "x1"),
     ("--everything", "--body", "h1")],
)  # fmt: skip
def test_what_the_campaign_does_not_have_is_refused(data: Path, how: tuple[str, ...]) -> None:
    assert "Error" in chamdiem(data, "invite", "reviewer", "--name", "Duyệt", *how, code=2)


def test_people_are_listed_given_and_revoked(data: Path) -> None:
    key = join(data, "reviewer", "--blocks", "Các xã")
    shown = chamdiem(data, "people", "list")
    assert "reviewer (blocks Các xã)\t2026-11-21 08:00+07:00" in shown
    row = json.loads(chamdiem(data, "people", "list", "--json").splitlines()[0])
    assert (row["id"], row["joined"]) == (key, "2026-11-21T01:00:00+00:00")
    chamdiem(data, "people", "give", key, "reviewer", "--units", "x2")
    assert current(data).people[key].roles[0].scope.units == ("x2",)
    chamdiem(data, "people", "give", "Người reviewer", "leader", "--unit", "x1")
    assert "belongs to x1" in chamdiem(data, "people", "give", key, "officer", "--unit", "x2", code=2)
    chamdiem(data, "people", "revoke", key, "reviewer", "--reason", "chuyển công tác")
    assert [role.name for role in current(data).people[key].roles] == ["leader"]
    assert "has no role reviewer" in chamdiem(
        data, "people", "revoke", key, "reviewer", "--reason", "x", code=2
    )


def test_handing_over_linking_and_withdrawing(data: Path) -> None:
    key = join(data, "officer", "--unit", "x1")
    handed = chamdiem(data, "people", "hand-over", key, "officer", "--name", "Kế")
    linked = chamdiem(data, "people", "link", key)
    known = [each for each in current(data).invitations.values() if not each.used_by]
    assert [(each.replaces, each.binds) for each in known] == [(key, ""), ("", key)]
    chamdiem(data, "people", "withdraw", handed.split("\t")[3])
    chamdiem(data, "people", "withdraw", known[1].code_hash[:12])
    assert linked
    after = current(data)
    assert len(after.withdrawn) == 2
    assert [each for each in after.invitations.values() if not each.used_by] == []
    assert "no unused invitation" in chamdiem(data, "people", "withdraw", "abcdef123456", code=2)


def test_terms_are_shown_and_set_one_at_a_time(data: Path) -> None:
    assert "sign-off: no" in chamdiem(data, "campaign", "terms")
    chamdiem(data, "campaign", "terms", "--sign-off", "--remind", "0, 5,1")
    said = chamdiem(data, "campaign", "terms", "--appeal-days", "5")
    assert said.splitlines() == [
        "sign-off: yes", "appeals: 5 working days", "reminders: 5,1,0 working days before the deadline",
        "agency: who issued the decision",
    ]  # fmt: skip
    said = chamdiem(data, "campaign", "terms", "--agency", " Ủy ban nhân dân\n huyện An Biên ")
    assert "agency: Ủy ban nhân dân huyện An Biên\n" in said
    assert "more than 120" in chamdiem(data, "campaign", "terms", "--agency", "a" * 121, code=2)
    assert "agency: who issued" in chamdiem(data, "campaign", "terms", "--agency", "")
    assert "write days like" in chamdiem(data, "campaign", "terms", "--remind", "mai", code=2)
    assert current(data).terms.remind_before == (5, 1, 0)


def test_the_list_of_invitations_has_days_of_vietnam() -> None:
    """A minute past midnight there is still the day before in UTC."""
    invited = office.Invited(
        "Nguyễn Thị Hoa", "officer", "x1", "K", "https://example.vn/K", "2026-12-05T17:01:00+00:00"
    )
    listed = office.invitation_workbook(Campaign(id="c"), [invited])
    page = load_workbook(BytesIO(listed)).worksheets[0]
    cells = (cell for row in page.iter_rows() for cell in row)
    days = [(cell.value, cell.number_format) for cell in cells if isinstance(cell.value, datetime)]
    assert days == [(datetime(2026, 12, 6), "dd/mm/yyyy")]  # noqa: DTZ001 - a day
