"""Words that an officer types instead of pressing: wishes, back, skip, and yes to what was just shown."""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations import helping, permission
from conversations.answers import answering, contents, progress, queries, taking, trying, wayfinding
from conversations.dossier import evidence_list, explaining, submitting
from conversations.entry import joining
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.showing import items
from conversations.talk import Talk
from conversations.typed_words import LEAVING_OFF, RIGHT, without_politeness
from conversations.year import timetable
from criteria.reading_kinds import read_yes_no
from criteria.vietnamese import fold

_HOW_MANY = (
    "duoc bao nhieu diem", "bao nhieu diem", "may diem", "duoc may diem", "diem bao nhieu",
    "diem la bao nhieu", "diem duoc bao nhieu",
)  # fmt: skip
_WHAT_LEFT = (
    "con gi", "con gi nua", "con nhung gi", "con cau nao", "con bao nhieu cau", "con may cau", "con nhieu",
)  # fmt: skip
_LOST = (
    "giup toi", "giup minh", "giup chi", "giup anh", "can giup", "can giup do", "khong hieu", "lam the nao",
)  # fmt: skip
_SUPPORT = ("nguoi ho tro", "gap nguoi ho tro", "hoi nguoi ho tro", "can ho tro", "ho tro")
_WHEN = (
    "han nop", "han nop khi nao", "khi nao het han", "bao gio het han", "con may ngay", "con bao nhieu ngay",
    "han den bao gio", "han den khi nao", "han nop den bao gio", "han nop den khi nao", "han khi nao",
    "han bao gio", "han nop bao gio", "han nop la khi nao", "han nop la bao gio", "han nop den ngay nao",
)  # fmt: skip


def _thanked(talk: Talk) -> None:
    talk.show(Message(body=words.THANKED, buttons=wayfinding.ways(talk)))


WISHES: dict[str, Callable[[Talk], None]] = {
    **dict.fromkeys(("tiep", "tiep tuc", "lam tiep"), wayfinding.go_on),
    **dict.fromkeys(("muc luc", "danh sach cau"), contents.show),
    "thong tin chung": lambda talk: contents.show(talk, "tt"),
    **dict.fromkeys(("con thieu", "thieu gi", "con thieu gi", *_WHAT_LEFT), progress.what_is_missing),
    **dict.fromkeys(("diem", "xem diem", "diem tam tinh", *_HOW_MANY), progress.standing),
    **dict.fromkeys(("nop", "nop ho so"), submitting.offer),
    **dict.fromkeys(("rut ho so",), submitting.withdraw),
    **dict.fromkeys(("tro giup", "help", "giup", "huong dan", *_LOST), helping.help_),
    **dict.fromkeys(_SUPPORT, helping.support),
    **dict.fromkeys(("goi y",), trying.cheapest),
    **dict.fromkeys(_WHEN, timetable.show),
    **dict.fromkeys(("cam on", "cam on nhieu", "cam on ban", "thanks"), _thanked),
    **dict.fromkeys(("dung", "nghi", "tam dung", "stop", "thoi", "de sau"), wayfinding.pause),
    **dict.fromkeys(("bat dau", "start"), joining.welcome),
}
"""Words that are understood anywhere, without marks. ``dừng`` is told from ``đúng`` before folding."""

_OF_CRITERION: dict[str, Callable[[Talk, str], None]] = {
    "minh chung": evidence_list.show_list,
    "giai trinh": explaining.ask_explanation,
    "chi tiet": lambda talk, item: wayfinding.more(talk, item, "", ""),
}
"""Words that mean the criterion that is open, on whatever message its buttons stood."""

_SKIP = frozenset({"bo qua", "bo", "qua", "cau tiep", "cau tiep theo", "cau sau"})
_UNSURE = frozenset(
    {"khong biet", "chua biet", "khong ro", "chua ro", "chua co so lieu", "chua co so", "khong nho"}
    | {"khong co so lieu", "khong co so"}
)
_BACK = frozenset({"quay lai", "truoc", "cau truoc", "tro lai"})
_CHANGE = frozenset({"sua", "sua lai", "go lai"})
_RIGHT = RIGHT | {"đúng, tiếp tục", "dung", "ok", "oke", "vâng", "phải"}
_SHORT = ((re.compile(r"\b(?:ko|k|kh|hok)\b"), "khong"), (re.compile(r"\bdc\b"), "duoc"))
"""How people shorten words on a phone."""
_CALLING = r"(?:em|anh|chi|ad|ban) oi|alo"
_ENDING = r"\s+(?:roi|nua|khong|the|vay)$"
_AROUND = re.compile(
    rf"^(?:{_CALLING}|hien nay|hien tai|hien|bay gio|toi|minh|em|xa|phuong|don vi"
    r"|muon|can|cho|xin|hoi|biet|xem|thi)[\s,]+"
    r"|\s+cua (?:toi|minh|em|xa|phuong|don vi)(?: (?:toi|minh|em))?\b"
    rf"|{_ENDING}"
)
"""What stands around a wish: ``em ơi cho tôi hỏi``, ``điểm của xã tôi``, ``còn gì nữa không``."""
_BESIDE = re.compile(rf"^(?:{_CALLING}|cho toi|toi muon|toi)[\s,]+|{_ENDING}")
"""The same where words are the answer: ``Cán bộ`` is an office, ``Đơn vị còn thiếu`` an explanation."""
_UNDERSTOOD = frozenset({*WISHES, *_OF_CRITERION}) | _SKIP | _UNSURE | _BACK | _CHANGE


def granted(talk: Talk, text: str) -> bool:
    """Do what the text wishes for; False where it is none of these words."""
    plain = without_politeness(text)
    around = _BESIDE if _takes_words(talk) and not text.rstrip().endswith("?") else _AROUND
    return _is_right(talk, plain) or _is_wish(talk, plain, around)


def _is_right(talk: Talk, text: str) -> bool:
    """``Đúng`` or ``không`` to what was just shown: an unusual figure, or the recorded answer."""
    session = talk.session
    asked_back = session.pending is not None and session.pending.what in ("unusual", "linked")
    if asked_back and read_yes_no(text) is False and items.exists(talk.criteria, session.item):
        answering.open_item(talk, session.item)
        return True
    if text not in _RIGHT or not items.exists(talk.criteria, session.item):
        return False
    if permission.is_appealed(talk, session.item):
        return False
    if session.place == "answered":
        answering.confirm(talk, session.item)
        return True
    if session.pending is not None and session.pending.what == "unusual" and not is_stale(talk):
        taking.sure(talk, session.item)
        return True
    return False


def _is_wish(talk: Talk, text: str, around: re.Pattern[str]) -> bool:
    wish, item = _known(fold(text), around), talk.session.item
    if wish == "dung" and "đ" in text:
        return False
    open_ = items.exists(talk.criteria, item)
    if wish in LEAVING_OFF and talk.session.place == "explaining" and open_:
        answering.open_item(talk, item)
    elif wish in WISHES:
        WISHES[wish](talk)
    elif wish in _OF_CRITERION and item in talk.criteria.by_id:
        _OF_CRITERION[wish](talk, item)
    elif wish in _SKIP and open_:
        wayfinding.skip(talk, item, "", "")
    elif wish in _BACK and open_:
        wayfinding.back(talk, item, "", "")
    elif wish in _UNSURE and open_ and talk.session.place == "question":
        talk.show(queries.unsure(talk, item))
    elif wish in _CHANGE and open_:
        answering.open_item(talk, item)
    else:
        return False
    return True


def _takes_words(talk: Talk) -> bool:
    """Whether words are what is asked for: an explanation, or a field of words."""
    place, item = talk.session.place, talk.session.item
    if place == "question" and items.is_info(item) and items.exists(talk.criteria, item):
        return items.field_of(talk.criteria, item).type == "text"
    return place == "explaining"


def _known(wish: str, around: re.Pattern[str]) -> str:
    """The wish as it stands above: known without the words that stand around it."""
    for short, whole in _SHORT:
        wish = short.sub(whole, wish)
    shorter = wish
    while shorter not in _UNDERSTOOD and around.search(shorter):
        shorter = around.sub("", shorter, count=1)
    return shorter if shorter in _UNDERSTOOD else wish


def is_stale(talk: Talk) -> bool:
    """The open item was recorded anew since its card was shown."""
    return talk.session.version != talk.submission().version(talk.session.item)
