"""Extensions (/giahan): for one unit or one block, until a later day, for a reason; asked once, then given.

What is collected stands in the session: ``entry`` has ``for`` (``u01``, ``b2``), ``day`` and ``why``.
"""

from __future__ import annotations

import hashlib
from datetime import date as Date  # noqa: N812 - beside fields of that name

from conversations import helping, roles
from conversations.messages import Button, Message
from conversations.phrases import reminders as words
from conversations.phrases.common import cut, dated, left, today
from conversations.talk import Press, Talk, button, primary
from conversations.typed_words import leaves_off
from conversations.year import deadlines, extensions, reminding, targets
from criteria.vietnamese import date
from scoring.facts import ExtensionGiven

LEAST, MOST = 5, 500  # characters of a reason


def extend(talk: Talk, argument: str = "") -> None:
    """``/giahan lac-dao 20/12/2026 lý do``; what is missing is asked for."""
    talk.move(place="idle", entry={})
    if sentence := extensions.not_now(talk.campaign):
        talk.show(Message(body=sentence, buttons=helping.way_on(talk)))
    elif argument:
        _take(talk, argument)
    else:
        _offer(talk)


# --- collecting ----------------------------------------------------------------------------------------


def _offer(talk: Talk) -> None:
    """Who has an extension, and whom it could be given to, of those whom the person administers."""
    campaign, mine = talk.campaign, roles.units_below(talk)
    codes = {unit.code for unit in mine}
    given = [
        words.EXTEND_ONE.format(
            name=campaign.units[code].name, day=date(Date.fromisoformat(each.deadline[:10]))
        )
        for code, each in campaign.extensions.items()
        if code in codes
    ]
    lines = [
        words.EXTEND_NOW.format(count=len(given), names=words.first(given)) if given else "",
        words.EXTEND_HOW.format(unit=mine[0].code if mine else "01", day=extensions.example(talk)),
    ]
    rows = talk.desk.standings()
    behind = [code for code in rows if code in codes and rows[code].state in ("drafting", "signing")]
    pressed = [
        *targets.block_buttons(talk, "exfor"),
        *((button(cut(campaign.units[u].name, 40), "exfor", f"u{u}"),) for u in behind[: targets.SHOWN]),
    ]
    body = "\n".join(line for line in (*lines, words.EXTEND_PICK if pressed else "") if line)
    talk.show(Message(title=words.EXTEND_TITLE, body=body, buttons=tuple(pressed)))


def _take(talk: Talk, text: str) -> None:
    """A whole request, or as much of it as was typed."""
    (named, day, why), mine = deadlines.split(text), targets.among(talk)
    code, _, rest = named.partition(" ")
    if day is None and code in mine and not targets.find(talk.campaign, named, mine).code:
        named, why = code, rest.strip()
    found = targets.find(talk.campaign, named, mine)
    if found.code:
        talk.move(place="extending", entry={"for": found.code, **({"why": why} if why else {})})
        if day is not None:
            _day_given(talk, day)
        elif "/" in text and any(c.isdecimal() for c in text):
            _ask_day(talk, words.EXTEND_UNREAD.format(typed=cut(text, 40), example=extensions.example(talk)))
        else:
            _ask_day(talk)
    else:
        talk.show(targets.unclear(talk, "giahan", named, found.units, "exfor"))


def said(talk: Talk, text: str) -> None:
    """A typed text while an extension is being put together."""
    entry = talk.session.entry
    if not roles.has(talk, "administrator") or extensions.not_now(talk.campaign):
        talk.move(place="idle", entry={})
        helping.not_understood(talk)
    elif leaves_off(text):
        _cancel(talk, "", "", "")
    elif "for" not in entry:
        _take(talk, text)
    elif "day" not in entry:
        _, day, why = deadlines.split(text)
        if day is None:
            _ask_day(talk, words.EXTEND_UNREAD.format(typed=cut(text, 40), example=extensions.example(talk)))
        else:
            talk.move(entry={**entry, **({"why": why} if why else {})})
            _day_given(talk, day)
    else:
        _why_given(talk, text)


def _for_pressed(talk: Talk, code: str, _version: str, _argument: str) -> None:
    if extensions.not_now(talk.campaign) or not code or not reminding.in_scope(talk.campaign, code):
        extend(talk)
    elif not targets.reaches(talk, code):
        roles.refuse(talk, "exfor")
    else:
        talk.move(place="extending", entry={"for": code})
        _ask_day(talk)


def _ask_day(talk: Talk, lead: str = "") -> None:
    body = lead or words.EXTEND_DAY.format(
        target=targets.spelled(talk.campaign, talk.session.entry["for"]),
        deadline=date(extensions.deadline(talk.campaign)), example=extensions.example(talk),
    )  # fmt: skip
    days = extensions.offered(talk)
    pressed = tuple(button(date(day), "exday", day.isoformat(), _mark(talk)) for day in days)
    talk.show(Message(title=words.EXTEND_TITLE, body=body, buttons=(pressed, _no())))


def _day_pressed(talk: Talk, day: str, mark: str, _argument: str) -> None:
    try:
        found = Date.fromisoformat(day)
    except ValueError:
        found = None
    if _stale(talk, mark) or found is None:
        extend(talk)
    else:
        _day_given(talk, found)


def _day_given(talk: Talk, day: Date) -> None:
    if sentence := extensions.refusal(talk, day):
        _ask_day(talk, sentence)
        return
    talk.move(entry={**talk.session.entry, "day": day.isoformat()})
    why = talk.session.entry.get("why", "")
    if why:
        _why_given(talk, why)
    else:
        target = targets.spelled(talk.campaign, talk.session.entry["for"])
        lines = (
            words.EXTEND_REASON.format(target=target, day=dated(day)),
            deadlines.day_off(day, talk.desk.calendar),
        )
        body = "\n".join(line for line in lines if line)
        talk.show(Message(title=words.EXTEND_TITLE, body=body, buttons=(_no(),)))


def _why_given(talk: Talk, text: str) -> None:
    why = " ".join(text.split())
    if not LEAST <= len(why) <= MOST:
        talk.move(entry={k: v for k, v in talk.session.entry.items() if k != "why"})
        body = words.EXTEND_WHY.format(least=LEAST, most=MOST)
        talk.show(Message(title=words.EXTEND_TITLE, body=body, buttons=(_no(),)))
        return
    talk.move(entry={**talk.session.entry, "why": why})
    _ask(talk)


# --- giving --------------------------------------------------------------------------------------------


def _ask(talk: Talk) -> None:
    """Say what would be given, and ask once."""
    campaign, calendar, entry = talk.campaign, talk.desk.calendar, talk.session.entry
    day, now, units = (
        Date.fromisoformat(entry["day"]),
        today(talk.desk.now),
        reminding.in_scope(campaign, entry["for"]),
    )
    rows = talk.desk.standings()
    done = sum(1 for u in units if u in rows and rows[u].state not in ("drafting", "signing", "returned"))
    lines = (
        words.EXTEND_ASK.format(
            target=targets.spelled(campaign, entry["for"]), day=dated(day),
            counting=left(day, now, calendar), reason=entry["why"],
        ),
        words.EXTEND_ASK_COUNT.format(count=len(units), done=done) if entry["for"][0] == "b" else "",
        deadlines.day_off(day, calendar),
    )  # fmt: skip
    yes = primary(words.EXTEND_YES, "exgive", "", _mark(talk))
    body = "\n".join(line for line in lines if line)
    talk.show(Message(title=words.EXTEND_TITLE, body=body, buttons=((yes, *_no()),)))


def _give(talk: Talk, _item: str, mark: str, _argument: str) -> None:
    entry = talk.session.entry
    if _stale(talk, mark) or not {"for", "day", "why"} <= entry.keys() or extensions.not_now(talk.campaign):
        talk.show(Message(body=words.EXTEND_STALE, buttons=((button(words.EXTEND, "cmd", "giahan"),),)))
        return
    if not targets.reaches(talk, entry["for"]):
        talk.move(place="idle", entry={})
        roles.refuse(talk, "exgive")
        return
    day, units = Date.fromisoformat(entry["day"]), reminding.in_scope(talk.campaign, entry["for"])
    if sentence := extensions.refusal(talk, day):
        _ask_day(talk, sentence)
        return
    target = targets.spelled(talk.campaign, entry["for"])
    talk.decree(ExtensionGiven(units=units, deadline=day.isoformat(), reason=entry["why"]))
    talk.move(place="idle", entry={})
    talk.show(Message(body=words.EXTENDED_NOW.format(target=target, day=dated(day))))


def _cancel(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(place="idle", entry={})
    talk.show(Message(body=words.EXTEND_CANCELLED))


def _mark(talk: Talk) -> str:
    """A short mark of what has been collected, so that an old button gives nothing else."""
    text = "/".join(f"{key}={value}" for key, value in sorted(talk.session.entry.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _stale(talk: Talk, mark: str) -> bool:
    return talk.session.place != "extending" or mark != _mark(talk)


def _no() -> tuple[Button, ...]:
    return (button(words.CANCEL, "exno"),)


PRESSES: dict[str, Press] = roles.only_for(
    ("administrator",),
    {"exfor": _for_pressed, "exday": _day_pressed, "exgive": _give, "exno": _cancel},
)
