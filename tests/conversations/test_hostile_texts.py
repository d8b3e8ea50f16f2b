"""Whatever is typed, sent or loaded: what is recorded is clean, and what is shown is only text."""

from __future__ import annotations

import copy
import html
import re
import time
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import telegram_texts
from conversations.messages import Button, Message
from criteria.vietnamese import MOST_MARKS, clean
from scoring import facts
from scoring.facts import Fact
from tests.conversations.desks import House, ready

HOA, HAI = "web:hoa", "web:hai"
NASTY = [
    "\u202eabc\u202c", "a\u200bb\ufeff", "a" + "\u0301" * 300, "\x00\x07\x1b[31m", "\u3164\u115f\u2800",
    "\ud83d", "<b>x</b>&amp;", "[x](http://a.vn)", "=cmd|' /C calc'!A0", "\u2028\u2029", "Ha\u0300 Nô\u0323i",
    "\ufffe\uffff", "e" + "\u0344" * 6, "\U000e0041\U000e007f", "ѕсоре", "🇻🇳👩‍👩‍👧", "\u17b4\u180e\u2066",
]  # fmt: skip
PIECES = st.one_of(st.text(max_size=12), st.sampled_from(NASTY), st.sampled_from(["Báo cáo", "số 15", " "]))
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join)
SENT = TEXTS.map(lambda text: text.encode(errors="replace").decode())  # as channels hand it on


def strings(value: object) -> Iterator[str]:
    """All texts in a fact."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def assert_clean(fact: Fact) -> None:
    for text in strings(fact.model_dump()):
        assert text == clean(text), (fact.kind, text)


@cache
def _house() -> House:
    house = ready(HOA)
    house.join(HAI, "reviewer", name="Trần Hai")
    house.start(HAI, house.invite("administrator", "Trần Hai"))
    return house


def prepared() -> House:
    house = copy.copy(_house())
    house.submissions, house.sessions = dict(house.submissions), dict(house.sessions)
    house.shown, house.journal, house.log = {HOA: [], HAI: []}, [], list(house.log)
    return house


@settings(max_examples=60)
@given(SENT, SENT, SENT)
def test_what_is_recorded_is_clean(text: str, name: str, cell: str) -> None:
    """Explanations, captions, file names, links, reasons, questions, names of people and of units."""
    house = prepared()
    house.press_payload(HOA, "go:3.2")
    house.say(HOA, "421/512")
    house.send(HOA, name, caption=text)
    house.refuse_file(HOA, name, "wrong_kind")
    house.say(HOA, f"https://a.vn/{text} {name}")
    house.press_payload(HOA, "explain:3.2")
    house.say(HOA, f"Giải trình {text}")
    house.press_payload(HOA, "rmask:difficulties")
    house.say(HOA, f"Khó {text}\n{name}")
    house.say(HOA, f"/thu {text}")
    house.say(HOA, f"/bangiao {name}")
    house.say(HAI, f"/moi {name}")
    house.say(HAI, "/donvi")
    house.press_payload(HAI, "adload")
    table = (("Mã", "Tên", "Khối", "Cán bộ đầu mối"), ("x1", f"Xã {cell}", f"Khối {text}", name))
    house.send(HAI, "a.xlsx", table=table)
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"))
    for command in ("/tralai 3.2", "/dieuchinh 3.2", "/giahan lac-dao 2026-12-20", "/khoaso"):
        house.say(HAI, "/hoso lac-dao")
        house.say(HAI, command)
        house.say(HAI, f"Vì {text}")
    assert house.journal
    for _, fact in house.journal:
        assert_clean(fact)


# one place for all texts --------------------------------------------------------------------------------


@given(st.text(st.characters(), max_size=200) | TEXTS)
def test_clean_leaves_nothing_that_hides(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert not [c for c in kept if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t"]
    assert not re.search("[\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uffa0\ufffe\uffff]", kept)
    marks = re.findall(r"X+", "".join("X" if unicodedata.category(c) in ("Mn", "Me") else "." for c in kept))
    assert all(len(run) <= MOST_MARKS for run in marks)
    kept.encode()


def test_a_flood_of_marks_takes_no_time() -> None:
    began = time.perf_counter()
    assert len(clean("a" + "\u0301\u0323" * 100_000)) <= MOST_MARKS + 1
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Hoa", "Hòa Bình – 1.234,5 %", "กี่", "ស្រី", "שָׁלוֹם", "Ấ́", "cafe\u0301", "🇻🇳 👍"]
)
def test_clean_leaves_what_people_write(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


# shown --------------------------------------------------------------------------------------------------

OURS = re.compile(r"</?(?:b|i|blockquote)>|<blockquote expandable>")


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_telegram_gets_no_markup_but_ours(title: str, body: str, quote: str, footer: str) -> None:
    message = Message(title=title, body=body, quote=quote, footer=footer)
    for most in (20, 4096):
        for part in telegram_texts.parts(message, most):
            bare = OURS.sub("", part)
            assert "<" not in bare
            assert ">" not in bare
            assert not re.search(r"&(?!amp;|lt;|gt;)", bare)
            assert telegram_texts.units(html.unescape(bare)) <= most


@given(TEXTS)
def test_a_label_is_only_a_text(text: str) -> None:
    shown = telegram_texts.keyboard(
        Message(body="x", buttons=((Button(label=text or "x", payload="go:1"),),))
    )
    assert shown is None or len(shown.inline_keyboard[0][0].text) <= 60
