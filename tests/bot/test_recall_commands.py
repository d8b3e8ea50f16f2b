"""Returned dossiers that are not waited for any longer, from the terminal; verify and recompute agree."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.clock import utc_now
from scoring.facts import (
    AnswerAccepted,
    AnswerGiven,
    AnswerReturned,
    Claim,
    SubmissionReturned,
    SubmissionSubmitted,
    SubmissionVerified,
)
from tests.bot.test_cli import chamdiem
from tests.bot.test_stage_commands import REASON, record, verified

RECALL = ("campaign", "recall")


def returned(data: Path, *more: str) -> None:
    """Xã A is verified; Xã B has its answer back, corrected, and never hands it in again."""
    verified(data, *more)
    record(
        data, "02",
        AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "421", "b": "512"})),
        SubmissionSubmitted(claimed="28.78", digest="d"),
        AnswerReturned(item="3.1", version=1, reason="Số liệu chưa khớp"),
        SubmissionReturned(items=("3.1",)),
        AnswerGiven(item="3.1", version=2, claim=Claim(values={"a": "256", "b": "512"})),
    )  # fmt: skip
    chamdiem(data, "campaign", "verify")


def test_the_year_goes_on_without_the_unit(tmp_path: Path) -> None:
    data = tmp_path / "data"
    returned(data)
    assert "(chamdiem campaign recall): 02" in chamdiem(data, "campaign", "stage", "approved", code=2)
    assert chamdiem(data, *RECALL) == "02\t-\tXã B\n"
    assert "not waited for: 01, 99" in chamdiem(data, *RECALL, "02", "01", "99", *REASON, code=2)
    assert "--reason needs" in chamdiem(data, *RECALL, "02", code=2)
    assert "back in review: 1 (02)" in chamdiem(data, *RECALL, "02", "02", *REASON)
    assert chamdiem(data, *RECALL) == "none is waited for\n"
    said = chamdiem(data, "log", "--unit", "02")
    assert "thôi chờ đơn vị sửa" in said
    assert "tự chấm 17,5 điểm" in said
    record(data, "02", AnswerAccepted(item="3.1", version=2), SubmissionVerified(verified="17.5"))
    chamdiem(data, "campaign", "approve", "--all")
    chamdiem(data, "campaign", "stage", "approved")
    assert "needs open or verifying" in chamdiem(data, *RECALL, "02", *REASON, code=2)
    assert "2.      17,5   02  Xã B" in chamdiem(data, "campaign", "publish")
    assert "the journal is whole" in chamdiem(data, "verify")
    package = tmp_path / "p.zip"
    chamdiem(data, "export", "package", str(package))
    anew = CliRunner().invoke(main, ["recompute", str(package)])
    assert anew.output.startswith("identical: 2 units"), anew.output


def test_a_deadline_to_come_is_said_and_the_digest_is_a_receipt(tmp_path: Path) -> None:
    data = tmp_path / "data"
    day = (utc_now().date() + timedelta(days=30)).isoformat()
    returned(data, "--deadline", day)
    assert chamdiem(data, *RECALL).startswith(f"02\t{day}")
    assert f"{day}, is still to come" in chamdiem(data, *RECALL, "02", *REASON)
    said = chamdiem(data, "log", "--unit", "02")
    code = said.partition("tự chấm 17,5 điểm, mã ")[2].partition(".")[0]
    assert len(code) == 12
    assert "the journal is whole" in chamdiem(data, "verify", "--receipt", code)
