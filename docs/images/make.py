"""Makes every picture of the documentation anew from the real demo: ``.venv/bin/python docs/images/make.py``.

Three people talk in Chromium as in ``tests/bot/test_browser.py``; what is worth showing is taken on the way.
"""
# ruff: noqa: INP001 - a script beside its pictures

from __future__ import annotations

import re
import struct
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Browser, expect

from bot.tryout.phones import small_pdf
from conversations.phrases import charts as chart_words
from conversations.phrases import finishing
from conversations.phrases import officer as officer_words
from conversations.phrases import reviewer as reviewer_words
from tests.bot import browsing
from tests.bot.browsing import Visitor

HERE = Path(__file__).parent
PHONE, DESK = (390, 900), (600, 800)
PAGE_HEIGHT = 1000  # how much of the results page is shown
SCALE = 2
REASON = "Biên bản chưa có chữ ký của Chủ tịch xã, đề nghị gửi lại bản đã ký."
EVIDENCE = ("bien-ban-hop.pdf", "Biên bản số 12, ngày 05/11")
COLOURS = 256


def main() -> None:
    """Take all pictures."""
    with (
        tempfile.TemporaryDirectory() as name,
        browsing.demo(folder := Path(name)) as links,
        browsing.chromium() as browser,
    ):
        officer = comes(browser, links.officer, PHONE)
        reviewer = comes(browser, links.reviewer, PHONE)
        administrator = comes(browser, links.administrator, DESK)
        officer_fills(officer, folder)
        reviewer_works(reviewer)
        reviewer_returns_lac_dao(reviewer)
        officer_corrects(officer)
        administrator_watches(administrator)
        pictures(officer, administrator)
        results_page(administrator, folder)
        trouble = [*officer.trouble, *reviewer.trouble, *administrator.trouble]
    if trouble:
        sys.exit(f"not as it should be: {trouble}")


def comes(browser: Browser, link: str, size: tuple[int, int]) -> Visitor:
    """Somebody who follows an invitation."""
    person = Visitor.comes(browser, link, *size, scale=SCALE)
    person.join(link)
    return person


def officer_fills(officer: Visitor, folder: Path) -> None:
    """Joins, answers three questions with evidence, and submits."""
    document = folder / EVIDENCE[0]
    document.write_bytes(small_pdf("Bien ban hop"))
    take(officer, "can-bo-1-vao", 1)
    officer.ask("3.2", "Câu 12/40")
    officer.ask("421/512", "28,78 điểm")
    take(officer, "web-chat", 0)
    officer.send(document, EVIDENCE[1])
    expect(officer.said("cho câu 3.2")).to_be_visible()
    take(officer, "can-bo-3-minh-chung", 2)
    officer.ask("1.1", "Câu 1/40")
    take(officer, "can-bo-2-cau-hoi", 1)
    officer.tap("Trưởng ban là Bí thư")
    expect(officer.said("Câu 1/40 · 1.1 · Đã ghi")).to_be_visible()
    decision = folder / "quyet-dinh.pdf"
    decision.write_bytes(small_pdf("Quyet dinh so 3"))
    officer.send(decision, "Quyết định số 3")
    expect(officer.said("cho câu 1.1")).to_be_visible()
    officer.ask("1.2", "Câu 2/40")
    officer.ask("9/12", "15 điểm")
    officer.ask("/conthieu", "Chưa trả lời 37 câu")
    take(officer, "can-bo-4-con-thieu", 1)
    officer.ask("/nop", "Anh/chị nộp bây giờ chứ?")
    officer.tap(officer_words.SUBMIT_YES)
    expect(officer.said(officer_words.RECEIPT_TITLE)).to_be_visible()


def reviewer_works(reviewer: Visitor) -> None:
    """The queue, a unit, a criterion, a return, and the end of a review."""
    reviewer.ask("/hangdoi", "Hồ sơ chờ thẩm định (2)")
    take(reviewer, "tham-dinh-1-hang-doi", 1)
    reviewer.ask("/hoso Chỉ Đạo", "Đã thẩm định 0/40 mục")
    take(reviewer, "tham-dinh-2-ho-so", 1)
    reviewer.ask("2.1", "Xã Chỉ Đạo · 2.1 (6/40)")
    take(reviewer, "tham-dinh-3-muc", 2)
    reviewer.tap(reviewer_words.RETURN)
    expect(reviewer.said("Vì sao trả lại mục 2.1")).to_be_visible()
    take(reviewer, "tham-dinh-4-tra-lai", 1)
    reviewer.ask(REASON, "2.2 (7/40)")
    accept_rest(reviewer)
    reviewer.ask("kết thúc", "Trả lại 1 mục: 2.1.")
    take(reviewer, "tham-dinh-5-ket-thuc", 1)
    reviewer.tap(finishing.FINISH_RETURN_YES)
    expect(reviewer.said("Đã trả lại hồ sơ Xã Chỉ Đạo")).to_be_visible()


def reviewer_returns_lac_dao(reviewer: Visitor) -> None:
    """So that there is something to correct."""
    reviewer.ask("/hoso 01", "Đã thẩm định 0/40 mục")
    reviewer.ask("/tralai 3.2", "Vì sao trả lại mục 3.2")
    reviewer.ask(REASON, "Đã thẩm định 1/")
    accept_rest(reviewer)
    reviewer.ask("kết thúc", "Trả lại 1 mục: 3.2.")
    reviewer.tap(finishing.FINISH_RETURN_YES)
    expect(reviewer.said("Đã trả lại hồ sơ Xã Lạc Đạo")).to_be_visible()


def accept_rest(reviewer: Visitor) -> None:
    """All without warnings at once, then those with warnings one by one."""
    told = reviewer.ask("/chapnhan", "Đã chấp nhận").inner_text()
    for code in re.findall(r"\d+\.\d+(?=[,.]\s)", told.partition("cần xem: ")[2].partition("\n")[0] + " "):
        after(reviewer, code)
        after(reviewer, "chấp nhận")


def after(person: Visitor, text: str) -> None:
    """Say something and wait until the bot has spoken."""
    rows = person.page.locator(".row.bot")
    before = rows.count()
    person.say(text)
    expect(rows).not_to_have_count(before)


def officer_corrects(officer: Visitor) -> None:
    """What an officer sees after a return."""
    expect(officer.said("Hồ sơ được trả lại để sửa 1 câu")).to_be_visible()
    take(officer, "can-bo-5-tra-lai", 1)


def administrator_watches(administrator: Visitor) -> None:
    """The campaign, an invitation, progress, the ranking and its workbook."""
    administrator.ask("/kydanhgia", "Bộ tiêu chí:")
    take(administrator, "quan-tri-1-ky-danh-gia", 1)
    administrator.ask("/moi thẩm định Trần Thị Thu", "Mã mời:")
    take(administrator, "quan-tri-2-moi", 2)
    administrator.ask("/tiendo", "Tiến độ:")
    take(administrator, "quan-tri-3-tien-do", 1)
    administrator.ask("/xephang", "Xã Chỉ Đạo:")
    administrator.tap("Xuất Excel")
    expect(administrator.said("Bảng xếp hạng, tệp Excel.")).to_be_visible()
    take(administrator, "quan-tri-4-xep-hang", 2)


def pictures(officer: Visitor, administrator: Visitor) -> None:
    """The charts of a unit and of all units."""
    officer.ask("/diem", "Điểm tạm tính")
    officer.tap(chart_words.SEE)
    expect(officer.said("Điểm theo từng nhóm").locator("img")).to_be_visible()
    take(officer, "can-bo-6-bieu-do", 1)
    administrator.ask("/tiendo", "Tiến độ:")
    administrator.tap(chart_words.SEE)
    expect(administrator.said(chart_words.PROGRESS).locator("img")).to_be_visible()
    take(administrator, "quan-tri-5-bieu-do", 1)


def results_page(administrator: Visitor, folder: Path) -> None:
    """The page that everybody can read, as a phone shows it."""
    administrator.ask("/xephang", "Xã Chỉ Đạo:")
    administrator.tap(chart_words.PAGE)
    link = administrator.said(chart_words.PAGE_FILE).locator("a[download], a[href*='/file']").last
    expect(link).to_be_visible()
    path = administrator.download(link, folder)
    browser = administrator.context.browser
    assert browser is not None  # noqa: S101 - it was launched
    page = browser.new_page(
        viewport={"width": PHONE[0], "height": PAGE_HEIGHT}, device_scale_factor=SCALE, locale="vi-VN"
    )
    page.goto(path.as_uri())
    keep("quan-tri-6-trang-ket-qua", page.screenshot(animations="disabled"))
    page.close()


def take(person: Visitor, name: str, rows: int) -> None:
    """A picture of the page, as high as its last ``rows`` messages need (0: as the window is)."""
    page = person.page
    size = page.viewport_size
    assert size is not None  # noqa: S101 - it was given
    expect(page.locator("#typing")).to_be_hidden()
    if rows:
        tall = int(page.evaluate(NEEDED, rows))
        page.set_viewport_size({"width": size["width"], "height": tall})
    page.evaluate("document.activeElement.blur()")
    page.evaluate(SETTLED)
    keep(name, page.screenshot(animations="disabled", caret="hide"))
    page.set_viewport_size(size)


def keep(name: str, png: bytes) -> None:
    """Write a picture beside this script."""
    path = HERE / f"{name}.png"
    path.write_bytes(smaller(png))
    print(f"{path.name}: {path.stat().st_size // 1000} kB")  # noqa: T201 - what a script says


NEEDED = """count => {
  const rows = [...document.querySelectorAll(".row")].slice(-count);
  const around = innerHeight - document.querySelector("#scroller").offsetHeight;
  const span = rows.at(-1).getBoundingClientRect().bottom - rows[0].getBoundingClientRect().top;
  return Math.ceil(around + span + 24);
}"""
SETTLED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const scroller = document.querySelector("#scroller");
  scroller.scrollTop = scroller.scrollHeight;
  requestAnimationFrame(() => requestAnimationFrame(done));
})))"""


def smaller(png: bytes) -> bytes:
    """The picture with its 256 commonest colours; every other becomes the nearest of them."""
    width, height, pixels = unpacked(png)
    counts = Counter(pixels)
    palette = [colour for colour, _ in counts.most_common(COLOURS)]
    index = {colour: number for number, colour in enumerate(palette)}
    for colour in counts:
        if colour not in index:
            index[colour] = min(range(len(palette)), key=lambda n: distance(palette[n], colour))
    body = bytes(index[pixel] for pixel in pixels)
    lines = b"".join(b"\0" + body[start : start + width] for start in range(0, width * height, width))
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        chunk(b"PLTE", b"".join(palette)),
        chunk(b"IDAT", zlib.compress(lines, 9)),
        chunk(b"IEND", b""),
    ))  # fmt: skip


def distance(one: bytes, other: bytes) -> int:
    """How different two colours are."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def unpacked(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and pixels (red, green, blue) of a picture as Chromium writes it."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    step = {2: 3, 6: 4}[kind]
    if depth != 8:
        raise ValueError(f"a picture with {depth} bits")
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, long = zlib.decompress(data), width * step
    above = bytearray(long)
    pixels: list[bytes] = []
    for row in range(height):
        start = row * (long + 1)
        above = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + long]), above, step)
        pixels += [bytes(above[x : x + 3]) for x in range(0, long, step)]
    return width, height, pixels


def unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    """One line of a picture: what was left out, because it stands to the left or above, is put back."""
    for x in range(len(line)):
        left, up = line[x - step] if x >= step else 0, above[x]
        corner = above[x - step] if x >= step else 0
        line[x] = (line[x] + (0, left, up, (left + up) // 2, nearest(left, up, corner))[kind]) & 255
    return line


def nearest(left: int, up: int, corner: int) -> int:
    """Paeth's predictor."""
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


if __name__ == "__main__":
    main()
