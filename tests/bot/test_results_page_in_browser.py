"""The results page as people open it: on a phone or a desktop, with or without its script, on paper."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exports.public_page import page
from exports.public_results import public_results
from scoring.facts import Unit
from scoring.publishing import Ground
from tests.bot import browsing
from tests.exports.publishing_samples import AT, ground, published

MUST_RUN = os.environ.get("CI") == "true"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        browsing.CHROMIUM is None and not MUST_RUN, reason="Chromium is not installed (chromium on the PATH)"
    ),
]
NAMES = ("Xã Yên Mỹ", "Xã Ân Thi", "Thị trấn Ỷ La", "Xã Đại Đồng", "Xã An Bình", "<script>alert(1)</script>")
INJECTED = """() => {
  const made = document.createElement("script");
  made.textContent = "window.injected = true";
  document.body.append(made);
  return window.injected === true;
}"""


def judged(*, draft: bool = False) -> Ground:
    units = [Unit(code=f"{n:02}", name=name, block="Xã") for n, name in enumerate(NAMES, start=1)]
    units.append(Unit(code="99", name="Phường Đông", block="Phường"))
    made = ground(units, {unit.code: 90 - 10 * n for n, unit in enumerate(units)})
    return made if draft else published(made)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "ket-qua.html"
    path.write_text(page(public_results(judged(), head="0" * 64, at=AT)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing.chromium() as found:
        yield found


def opened(browser: Browser, file: Path, width: int, *, script: bool = True) -> Iterator[Page]:
    """At the end nothing was asked of anybody and nothing complained."""
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 740}, java_script_enabled=script)
    context.on("request", lambda asked: trouble.append(asked.url) if asked.url != file.as_uri() else None)
    context.on("console", lambda said: trouble.append(said.text))
    shown = context.new_page()
    shown.on("dialog", lambda dialog: trouble.append(dialog.message))
    shown.goto(file.as_uri())
    yield shown
    context.close()
    assert trouble == []


@pytest.fixture
def phone(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file, 360)


@pytest.fixture
def bare(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file, 360, script=False)


def names(shown: Page) -> list[str]:
    # not the inner texts: a block outside the screen is not laid out (content-visibility) and has none
    return shown.locator(".block summary:visible").all_text_contents()


def test_on_a_phone_nothing_is_wider_than_the_screen(phone: Page) -> None:
    phone.locator("#open-all").click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    expect(phone.locator(".block details[open]")).to_have_count(7)


def test_units_are_found_without_marks_and_put_in_vietnamese_order(phone: Page) -> None:
    phone.locator("#search").fill("y la")
    assert names(phone) == ["Thị trấn Ỷ La"]
    expect(phone.locator("#found")).to_have_text("Tìm thấy 1 đơn vị.")
    phone.locator("#search").fill("đông")
    assert names(phone) == ["Xã Đại Đồng", "Phường Đông"]
    phone.locator("#search").fill("không có")
    expect(phone.locator("#found")).to_contain_text("Không có đơn vị nào")
    phone.locator("#search").fill("")
    phone.get_by_role("button", name="Đơn vị").first.click()
    ordered = [name for name in names(phone)[:6] if not name.startswith("<")]
    assert ordered == ["Thị trấn Ỷ La", "Xã An Bình", "Xã Ân Thi", "Xã Đại Đồng", "Xã Yên Mỹ"]
    phone.get_by_role("button", name="Hạng").first.click()
    assert names(phone)[:6] == list(NAMES)


def test_without_the_script_all_is_there(bare: Page) -> None:
    expect(bare.locator(".tools")).to_be_hidden()
    assert names(bare)[:6] == list(NAMES)
    bare.locator(".block summary").first.click()
    expect(bare.locator(".block details[open] ol")).to_contain_text("1. Nhận thức số")
    bare.locator("details.group summary").first.click()
    expect(bare.locator("details.group[open] article").first).to_be_visible()
    box = bare.locator("table").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("draft", [True, False])
def test_final_or_draft_with_or_without_the_script_nothing_runs_over(
    browser: Browser, tmp_path: Path, width: int, *, script: bool, draft: bool
) -> None:
    made = judged(draft=draft)
    path = tmp_path / "page.html"
    path.write_text(page(public_results(made, head="0" * 64, at=AT)), encoding="utf-8")
    for shown in opened(browser, path, width, script=script):
        assert names(shown)[:6] == list(NAMES)
        expect(shown.locator(".tools")).to_be_visible(visible=script)
        expect(shown.get_by_text("BẢN NHÁP")).to_have_count(int(draft))
        for box in shown.locator("h1, table, .chart, .stamp").all():
            if box.is_visible():
                found = box.bounding_box()
                assert found is not None
                assert found["x"] >= 0
                assert found["x"] + found["width"] <= width


def test_on_paper_there_is_no_search_and_the_pages_are_a4(phone: Page) -> None:
    phone.emulate_media(media="print")
    expect(phone.locator(".tools")).to_be_hidden()
    expect(phone.locator("nav")).to_be_hidden()
    paper = phone.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594.95" in paper or b"/MediaBox [0 0 595" in paper


def test_no_other_script_runs(browser: Browser, file: Path) -> None:
    context = browser.new_context()
    shown = context.new_page()
    shown.goto(file.as_uri())
    assert shown.evaluate(INJECTED) is False
    context.close()
