"""The demo in a real browser, as officer, reviewer and administrator; nothing is reached but localhost."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from bot.tryout.demo import UNITS
from bot.tryout.phones import small_pdf
from conversations.phrases import administrator as administrator_words
from conversations.phrases import finishing
from conversations.phrases import officer as officer_words
from conversations.phrases import reviewer as reviewer_words
from tests.bot import browsing
from tests.bot.browsing import Links, Visitor

MUST_RUN = os.environ.get("CI") == "true"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        browsing.CHROMIUM is None and not MUST_RUN, reason="Chromium is not installed (chromium on the PATH)"
    ),
]
PHONE, DESKTOP = (360, 740), (1280, 800)
REASON = "Nghị quyết chưa có chữ ký, đề nghị gửi lại bản đã ký."


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Links]:
    assert browsing.CHROMIUM, "Chromium is not installed, and CI=true asks for it"
    with browsing.demo(tmp_path_factory.mktemp("demo")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(links: Links) -> Iterator[Browser]:
    with browsing.chromium() as found:
        yield found


def visitor(browser: Browser, link: str, size: tuple[int, int]) -> Iterator[Visitor]:
    """Has joined, and at the end nothing went wrong unseen and nothing was asked of another host."""
    person = Visitor.comes(browser, link, *size)
    person.join(link)
    yield person
    person.context.close()
    assert person.trouble == []


@pytest.fixture(scope="module")
def officer(browser: Browser, links: Links) -> Iterator[Visitor]:
    yield from visitor(browser, links.officer, PHONE)


@pytest.fixture(scope="module")
def reviewer(browser: Browser, links: Links) -> Iterator[Visitor]:
    yield from visitor(browser, links.reviewer, PHONE)


@pytest.fixture(scope="module")
def administrator(browser: Browser, links: Links) -> Iterator[Visitor]:
    yield from visitor(browser, links.administrator, DESKTOP)


def fits(person: Visitor) -> bool:
    """Nothing is wider than the window."""
    return bool(person.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_officer_answers_proves_and_comes_back(officer: Visitor, tmp_path: Path) -> None:
    expect(officer.keys(officer_words.START)).to_be_visible()

    # a choice by its button; the code jumps there
    officer.ask("1.1", "Câu 1/40")
    officer.tap("Trưởng ban là Bí thư")
    expect(officer.said("20 điểm").last).to_contain_text("Tạm tính 20/1000 · 1/40 câu")

    # figures as people type them, with the derivation and the running score
    card = officer.ask("3.2", "Câu 12/40")
    expect(card).to_contain_text("Số lượng hộ gia đình có kết nối Internet băng rộng cáp quang")
    answered = officer.ask("421/512", "28,78 điểm")
    expect(answered).to_contain_text("421/512 = 82,23%")
    expect(answered).to_contain_text("Tạm tính 48,78/1000 · 2/40 câu · thiếu minh chứng 2 câu")

    # evidence over a bad connection: progress is seen, and it is acknowledged when stored
    document = tmp_path / "bien-ban.pdf"
    document.write_bytes(small_pdf("Bien ban") + b"%" * 600_000)
    officer.slow(300_000)
    officer.send(document, "Biên bản số 12")
    expect(officer.page.locator(".row.me .progress small")).to_have_text(re.compile(r"^\d+ KB / 60\d KB$"))
    kept = officer.said("Đã nhận “bien-ban.pdf” cho câu 3.2.")
    expect(kept).to_contain_text("thiếu minh chứng 1 câu")
    expect(officer.page.locator(".progress")).to_have_count(0)
    officer.slow(0)
    assert fits(officer)

    # the history is there after a reload, and the chat goes on
    officer.page.reload()
    expect(officer.said("421/512 = 82,23%")).to_be_visible()
    expect(officer.page.locator(".row.me .file")).to_contain_text("bien-ban.pdf")
    officer.ask("3.2", "Đã có 1 minh chứng.")


def test_an_empty_file_stays_in_the_tray_with_its_reason(officer: Visitor, tmp_path: Path) -> None:
    nothing = tmp_path / "trong.pdf"
    nothing.write_bytes(b"")
    officer.page.locator("#files").set_input_files(nothing)
    refused = officer.page.locator("#tray .refused")
    expect(refused).to_contain_text("trống (0 byte) nên không gửi được")
    officer.page.locator("#text").press("Enter")
    expect(refused).to_contain_text("trong.pdf")
    officer.page.get_by_label("Bỏ tệp trong.pdf").click()
    expect(officer.page.locator("#tray")).to_be_hidden()


def test_an_upload_answers_the_question_it_was_made_for(officer: Visitor, tmp_path: Path) -> None:
    """On a slow line the talk goes on; the file is not evidence of whatever is open when it arrives."""
    officer.ask("3.2", "Câu 12/40")
    document = tmp_path / "cham.pdf"
    document.write_bytes(small_pdf("Cham") + b"%" * 200_000)
    officer.slow(100_000)
    officer.send(document)
    expect(officer.page.locator(".row.me .progress")).to_have_count(1)
    officer.ask("1.1", "Câu 1/40")
    expect(officer.page.locator(".row.me .progress")).to_have_count(1)
    expect(officer.said("Đã nhận “cham.pdf” cho câu 3.2.")).to_be_visible()
    officer.slow(0)


def test_officer_answers_by_keyboard_alone(officer: Visitor) -> None:
    keyboard = officer.page.keyboard
    officer.page.reload()
    officer.page.locator("#text").wait_for()
    while officer.page.evaluate("document.activeElement.id") != "text":
        keyboard.press("Tab")
    keyboard.type("1.3")
    keyboard.press("Enter")
    expect(officer.keys("Có")).to_be_visible()
    keyboard.press("ArrowUp")
    expect(officer.keys("Có")).to_be_focused()
    keyboard.press("ArrowRight")
    expect(officer.keys("Không")).to_be_focused()
    keyboard.press("ArrowLeft")
    keyboard.press("Enter")
    expect(officer.said("▸ n = ").last).to_be_visible()
    keyboard.press("Escape")
    expect(officer.page.locator("#text")).to_be_focused()
    keyboard.type("12")
    keyboard.press("Enter")
    expect(officer.said("Câu 3/40 · 1.3 · Đã ghi")).to_contain_text("20 điểm")


def test_nobody_else_opens_the_officers_chat(browser: Browser, links: Links, officer: Visitor) -> None:
    stranger = Visitor.comes(browser, links.officer, *PHONE)
    stranger.page.goto(officer.page.url)
    expect(stranger.page.locator("#closed")).to_contain_text("Không mở được trên máy này")
    stranger.page.goto(links.officer)
    expect(stranger.page.get_by_text("Lời mời này đã được dùng rồi")).to_be_visible()
    assert "Lạc Đạo" not in stranger.page.locator("body").inner_text()
    stranger.context.close()
    refused = [line for line in stranger.trouble if "403" not in line and "404" not in line]
    assert refused == []


def test_reviewer_returns_and_administrator_sees_and_exports(
    reviewer: Visitor, administrator: Visitor, tmp_path: Path
) -> None:
    # the queue, the unit that waits, a criterion with its evidence
    expect(reviewer.ask("/hangdoi", "Hồ sơ chờ thẩm định (1)")).to_contain_text("Xã Chỉ Đạo: tự chấm")
    reviewer.tap("Xã Chỉ Đạo")
    expect(reviewer.said("Hồ sơ Xã Chỉ Đạo").last).to_contain_text("Đã thẩm định 0/40 mục")
    reviewer.ask("2.1", "Xã Chỉ Đạo · 2.1 (6/40)")
    evidence = reviewer.page.locator(".row.bot a.file", has_text="minh-chung-2.1.pdf")
    assert reviewer.download(evidence.last, tmp_path).read_bytes().startswith(b"%PDF-")

    # one is returned with a reason, the rest is accepted
    reviewer.tap(reviewer_words.RETURN)
    expect(reviewer.said("Vì sao trả lại mục 2.1").last).to_be_visible()
    reviewer.ask(REASON, "2.2 (7/40)")
    reviewer.ask("/hoso 02", "Đã thẩm định 1/40 mục: 1 trả lại.")
    reviewer.tap("Chấp nhận 36 mục không cảnh báo")
    reviewer.ask("3.3", "Xã Chỉ Đạo · 3.3 (")  # far from what other communes claim: looked at one by one
    reviewer.tap(reviewer_words.ACCEPT)
    for code in ("4.7", "8.2"):
        expect(reviewer.said(f"Xã Chỉ Đạo · {code} (").last).to_be_visible()
        reviewer.tap(reviewer_words.ACCEPT)
    expect(reviewer.said("Đã thẩm định hết các mục đơn vị trả lời.").last).to_be_visible()
    assert fits(reviewer)
    before = administrator.ask("/tiendo", administrator_words.PROGRESS_TITLE.partition(":")[0])
    expect(before).to_contain_text("1 chờ đơn vị sửa")
    reviewer.tap(reviewer_words.FINISH)
    expect(reviewer.said("Trả lại 1 mục: 2.1.").last).to_be_visible()
    reviewer.tap(finishing.FINISH_RETURN_YES)
    expect(reviewer.said("Đã trả lại hồ sơ Xã Chỉ Đạo với 1 mục cần sửa.")).to_be_visible()
    reviewer.ask("/hangdoi", "Hiện không có hồ sơ nào chờ thẩm định.")

    # the administrator sees it, and takes the ranking home
    administrator.ask("/tiendo", "2 chờ đơn vị sửa")
    administrator.ask("/xephang", "Xã Chỉ Đạo:")
    administrator.tap(administrator_words.EXPORT)
    workbook = administrator.page.locator(".row.bot a.file", has_text=administrator_words.EXPORT_RANKING_NAME)
    path = administrator.download(workbook.last, tmp_path)
    assert path.suffix == ".xlsx"
    assert {name for _, name in UNITS} <= words_of(path)
    assert fits(administrator)


def words_of(path: Path) -> set[str]:
    """Every text in a workbook."""
    book = openpyxl.load_workbook(path)
    return {value for sheet in book for row in sheet.values for value in row if isinstance(value, str)}
