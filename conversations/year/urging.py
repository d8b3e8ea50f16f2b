"""Reminding by hand (/nhacnho): who would hear what, sending it, and how far that has come.

Pressing *send* records a slot without units; the clock then goes through the units as it does by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conversations import roles
from conversations.messages import Button, Message
from conversations.phrases import administrator
from conversations.phrases import reminders as words
from conversations.phrases.common import today
from conversations.talk import Press, Talk, press, primary
from conversations.year import recipients, reminding, targets
from criteria.vietnamese import ZONE, date, number
from criteria.workdays import ONE_DAY
from scoring.facts import RemindersIssued
from scoring.people import Person
from scoring.standings import Standing
from scoring.values import WORKED_ON

ASKED = "asked/"
_GOOD_FOR = timedelta(hours=1)


def by_hand(talk: Talk, argument: str = "") -> None:
    """Who and how many would hear what, of those whom the person administers; with a unit or a block, only
    they.
    """
    found = targets.find(talk.campaign, argument, targets.among(talk)) if argument else targets.Found()
    if talk.campaign.stage not in WORKED_ON:
        stage = administrator.STAGES[talk.campaign.stage]
        talk.show(Message(body=words.HAND_STAGE.format(stage=stage), buttons=_ways()))
    elif argument and not found.code:
        talk.show(targets.unclear(talk, "nhacnho", argument, found.units, "remfor"))
    elif argument:
        _preview(talk, found.code)
    else:
        _preview_all(talk)


def _preview_all(talk: Talk) -> None:
    """Everybody whom the person administers; where no short code says who that is, ask which unit."""
    scope = targets.everything(talk)
    if scope is None:
        example = next((unit.code for unit in roles.units_below(talk)), "01")
        talk.show(
            Message(title=words.HAND_TITLE, body=words.HAND_WHICH.format(example=example), buttons=_ways())
        )
    else:
        _preview(talk, scope)


def _preview(talk: Talk, scope: str, lead: str = "") -> None:
    rows = owing(talk, scope)
    known = recipients.staff(talk.campaign)
    joined = [row for row in rows if row.unit in known]
    body = [lead, *_progress(talk), *_who(talk, scope, rows, joined), unreached(talk)]
    if joined:
        sample = recipients.of_unit(talk, ASKED, joined[0].unit, known[joined[0].unit])
        body += ["", words.HAND_SAMPLE, *(f"{m.title}\n{m.body}" for _, m in sample[:1])]
    send: tuple[Button, ...] = ()
    if joined:
        stamp = talk.event.at.strftime("%Y%m%d%H%M")
        send = (primary(words.HAND_SEND, "remsend", scope, stamp),)
    text = "\n".join(line for n, line in enumerate(body) if line or n == len(body) - 3)
    talk.show(Message(title=words.HAND_TITLE, body=text, buttons=((*send, *_ways()[0]),)))


def owing(talk: Talk, scope: str) -> list[Standing]:
    """Units of the scope that still have something to do."""
    rows, now = talk.desk.standings(), today(talk.desk.now)
    units = (rows[u] for u in reminding.in_scope(talk.campaign, scope) if u in rows)
    return [row for row in units if reminding.owes(talk.campaign, row.unit, row.state, now)]


def _who(talk: Talk, scope: str, rows: list[Standing], joined: list[Standing]) -> list[str]:
    campaign, spelled = talk.campaign, targets.spelled(talk.campaign, scope)
    if not rows:
        return [words.HAND_NONE.format(scope=spelled)]
    told = [words.HAND_NONE_JOINED.format(scope=spelled)]
    if joined:
        known = recipients.staff(campaign)
        people = sum(_listeners(row, known[row.unit]) for row in joined)
        who = words.HAND_WHO.format(
            people=number(people), units=number(len(joined)), scope=spelled, states=_states(joined)
        )
        minutes = max(-(-people // (reminding.PER_SECOND * 60)), 1)
        told = [who, words.HAND_TIME.format(minutes=minutes), _later(talk, words.HAND_WHEN)]
    present = {row.unit for row in joined}
    absent = [campaign.units[row.unit].name for row in rows if row.unit not in present]
    return [*told, words.HAND_NOBODY.format(count=len(absent), names=words.first(absent)) if absent else ""]


def _states(rows: Iterable[Standing]) -> str:
    """``12 đang kê khai, 1 chờ đơn vị sửa``."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.state] = counted.get(row.state, 0) + 1
    return ", ".join(f"{counted[key]} {said}" for key, said in words.STATES.items() if key in counted)


def _listeners(row: Standing, known: Iterable[Person]) -> int:
    """How many people of the unit hear it."""
    leaders = recipients.of_role(known, row.unit, "leader")
    if row.state == "signing":
        return len(leaders)
    return len(recipients.of_role(known, row.unit, "officer") or leaders)


def _later(talk: Talk, template: str, **said: str) -> str:
    """That nothing goes out now, and when it will; empty in working hours."""
    local, calendar = talk.desk.now.astimezone(ZoneInfo(ZONE)), talk.desk.calendar
    if reminding.awake(calendar, local):
        return ""
    early = local.time() < reminding.MORNING
    day = calendar.first_working_on_or_after(local.date() if early else local.date() + ONE_DAY)
    return template.format(**said, day=date(day))


# --- sending -------------------------------------------------------------------------------------------


def _send(talk: Talk, scope: str, stamp: str, _argument: str) -> None:
    """Ask the clock to remind; the same button twice shows how far it is."""
    made = _made(stamp)
    if not targets.reaches(talk, scope):
        roles.refuse(talk, "remsend")
        return
    if made is None or not timedelta(0) <= talk.event.at - made <= _GOOD_FOR:
        _for_pressed(talk, scope, "", "")
        return
    slot = f"{ASKED}{made.isoformat(timespec='minutes')}/{scope}"
    if slot in talk.campaign.reminded or not owing(talk, scope):
        _preview(talk, scope)
        return
    talk.decree(RemindersIssued(slot=slot, units=()))
    body = _later(talk, words.HAND_LATER) or words.HAND_ASKED
    talk.show(Message(title=words.HAND_TITLE, body=body, buttons=_ways()))


def _made(stamp: str) -> datetime | None:
    """When the preview was made (UTC); None for a text that is no time."""
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) == 12):
        return None
    try:
        return datetime.fromisoformat(f"{stamp[:8]}T{stamp[8:]}+00:00")
    except ValueError:
        return None


def _progress(talk: Talk) -> list[str]:
    """How far the latest reminder by hand has come."""
    slots = sorted((slot for slot in talk.campaign.reminded if slot.startswith(ASKED)), reverse=True)
    asked = next((slot for slot in slots if targets.reaches(talk, slot.split("/", 2)[2])), "")
    if not asked:
        return []
    _, at, scope = asked.split("/", 2)
    known = recipients.staff(talk.campaign)
    told, waiting = talk.campaign.reminded[asked], talk.desk.mail().waiting
    left = [row for row in owing(talk, scope) if row.unit not in told and row.unit in known]
    local = datetime.fromisoformat(at).astimezone(ZoneInfo(ZONE))
    fields = {
        "at": f"{local:%H:%M} ngày {date(local.date())}", "scope": targets.spelled(talk.campaign, scope),
        "told": number(len(told)), "count": number(len(told) + len(left)), "waiting": number(waiting),
    }  # fmt: skip
    recent = local.date() >= talk.desk.calendar.back(today(talk.desk.now), 1)
    if not recent or not (left or waiting):
        return [words.HAND_DONE.format(**fields)]
    return [_later(talk, words.HAND_ASLEEP, **fields) or words.HAND_PROGRESS.format(**fields)]


def unreached(talk: Talk) -> str:
    """Officers and leaders whom the last message could not reach; empty where there are none."""
    failed, campaign, mine = talk.desk.mail().failed, talk.campaign, targets.among(talk)
    named = [
        words.UNREACHED_ONE.format(
            person=person.name, unit=campaign.units[person.unit()].name,
            why=words.unreached(failed[person.chats[-1]]),
        )
        for person in campaign.people.values()
        if person.unit() in mine and person.chats and person.chats[-1] in failed
    ]  # fmt: skip
    return words.UNREACHED.format(count=len(named), names=words.first(named)) if named else ""


def _for_pressed(talk: Talk, scope: str, _version: str, _argument: str) -> None:
    if not targets.reaches(talk, scope):
        roles.refuse(talk, "remfor")
    elif scope and reminding.in_scope(talk.campaign, scope):
        _preview(talk, scope)
    else:
        _preview_all(talk)


def _ways() -> tuple[tuple[Button, ...], ...]:
    return ((Button(label=administrator.PROGRESS, payload=press("cmd", "tiendo")),),)


PRESSES: dict[str, Press] = roles.only_for(("administrator",), {"remsend": _send, "remfor": _for_pressed})
