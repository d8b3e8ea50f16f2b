"""The administrator opens the next round: what it asks, until when, and one press."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer

from conversations import helping, roles
from conversations.administration import overseeing
from conversations.messages import Button, Message
from conversations.phrases import common
from conversations.phrases import rounds as words
from conversations.talk import Press, Talk, button, primary
from conversations.typed_words import leaves_off
from conversations.year import deadlines, round_plans
from conversations.year.round_plans import Plan
from criteria.due import Period
from criteria.vietnamese import date, fold
from scoring.facts import ActRefused, RoundOpened

CODES = 12  # criteria named in the preview
NO_DEADLINE = "-"

Row = tuple[Button, ...]


def next_round(talk: Talk, argument: str = "") -> None:
    """``/mokymoi``: the round that follows, or ``tháng 7/2026``, with ``hạn 20/7/2026`` behind it."""
    if not roles.whole(talk):
        talk.decree(ActRefused(act="/mokymoi", why="scope"))
        talk.show(Message(body=common.NOT_YOURS.format(name="mokymoi")))
    elif not talk.campaign.period:
        talk.show(Message(body=words.NO_ROUNDS, buttons=_campaign()))
    else:
        typed, _, until = re.sub(r"(?i)\bhạn\b", "\0", argument, count=1).partition("\0")
        period = round_plans.read_period(typed) if typed.strip() else round_plans.following(talk.campaign)
        _preview_typed(talk, period, until)


def said(talk: Talk, text: str) -> None:
    """A typed text while a round is being prepared: another period, or ``hạn 20/7/2026``."""
    if not roles.whole(talk):
        talk.move(place="idle", entry={})
        helping.not_understood(talk)
    elif leaves_off(text):
        _cancel(talk, "", "", "")
    elif (day := deadlines.split(text)[1]) or fold(text).startswith("han"):
        _dated(talk, day)
    else:
        next_round(talk, text)


def _dated(talk: Talk, day: Date | None) -> None:
    code = talk.session.entry.get("period", "")
    period = Period.of(code) if code else round_plans.following(talk.campaign)
    _preview_typed(talk, period, date(day) if day else "?")


def _preview_typed(talk: Talk, period: Period | None, until: str) -> None:
    """The preview, or why period or day can't be taken."""
    day = deadlines.split(until)[1]
    problem = _day_problem(talk, day) if until.strip() else ""
    if period is None:
        talk.move(place="opening", entry={})
        talk.show(Message(body=words.UNREAD, buttons=_no()))
    elif problem:
        talk.move(place="opening", entry={"period": period.code})
        talk.show(Message(body=problem, buttons=_no()))
    else:
        _preview(talk, _plan(talk, period), day)


def _day_problem(talk: Talk, day: Date | None) -> str:
    now = common.today(talk.desk.now)
    example = deadlines.example(talk)
    if day is None:
        return words.DAY_UNREAD.format(example=example)
    if day < now:
        return words.DAY_PAST.format(day=date(day))
    return words.DAY_FAR.format(day=date(day), example=example) if day - now > deadlines.FARTHEST else ""


def _plan(talk: Talk, period: Period) -> Plan:
    return round_plans.plan(talk.campaign, talk.desk.whole, period, talk.desk.standings().values())


# --- the preview ---------------------------------------------------------------------------------------


def _preview(talk: Talk, plan: Plan, day: Date | None = None, lead: str = "") -> None:
    """What the round would be, with the button that opens it; or what stands in its way."""
    if plan.obstacle:
        talk.move(place="opening" if plan.obstacle in ("had", "nothing_due") else "idle", entry={})
        body = "\n".join(part for part in (lead, obstacle(talk, plan)) if part)
        talk.show(Message(body=body, buttons=(*_others(talk, plan.period), *_campaign())))
        return
    until = day or plan.deadline(common.today(talk.desk.now))
    talk.move(place="opening", entry={"period": plan.period.code})
    yes = primary(words.OPEN.format(period=plan.period.name), "rdopen", plan.period.code,
                  len(talk.campaign.rounds), until.isoformat() if until else NO_DEADLINE)  # fmt: skip
    talk.show(
        Message(
            title=words.TITLE.format(period=plan.period.name),
            body="\n".join(line for line in (lead, *_told(talk, plan), _until(talk, plan, until)) if line),
            buttons=((yes,), *_others(talk, plan.period), *_no()),
        )
    )


def _told(talk: Talk, plan: Plan) -> list[str]:
    codes = [each.id for each in plan.asked]
    more = [words.AND_MORE_CODES.format(count=len(codes) - CODES)] if len(codes) > CODES else []
    stage = talk.campaign.stage
    return [
        words.RUNNING.format(period=Period.of(talk.campaign.period).name),
        words.ASKED.format(count=len(codes), codes=", ".join([*codes[:CODES], *more])),
        words.DUE_ON.format(days="; ".join(_due(day, count) for day, count in plan.days)),
        words.NOT_LOCKED if stage == "open" else words.APPEALING if stage == "appeals" else "",
        words.UNFINISHED.format(
            count=len(plan.unfinished), names=overseeing.names(talk, list(plan.unfinished))
        ) if plan.unfinished else "",
        words.STARTS_EMPTY,
    ]  # fmt: skip


def _due(day: Date | None, count: int) -> str:
    return words.DUE_DAY.format(day=date(day), count=count) if day else words.DUE_NONE.format(count=count)


def _until(talk: Talk, plan: Plan, until: Date | None) -> str:
    example = deadlines.example(talk)
    if until:
        return words.DEADLINE.format(day=date(until), example=example)
    printed = [day for day, _ in plan.days if day]
    if printed:
        return words.DEADLINE_PASSED.format(day=date(max(printed)), example=example)
    return words.DEADLINE_NONE.format(example=example)


def obstacle(talk: Talk, plan: Plan) -> str:
    """Why the round can't be opened, in words; empty where it can."""
    running = talk.campaign.period
    known = ", ".join(words.CADENCES[every] for every in round_plans.cadences(talk.desk.whole))
    return {
        "": "",
        "no_rounds": words.NO_ROUNDS,
        "not_begun": words.NOT_BEGUN.format(period=Period.of(running).name if running else ""),
        "had": words.HAD.format(period=plan.period.name),
        "nothing_due": words.NOTHING_DUE.format(every=words.CADENCES[plan.period.every], cadences=known),
        "under_review": words.UNDER_REVIEW.format(
            count=len(plan.waiting), period=Period.of(running).name if running else "",
            names=overseeing.names(talk, list(plan.waiting)),
        ),
    }[plan.obstacle]  # fmt: skip


def _others(talk: Talk, shown: Period) -> tuple[Row, ...]:
    """Buttons for the next period of every cadence but the one that is shown."""
    campaign = talk.campaign
    found = (
        round_plans.following(campaign),
        *round_plans.others(campaign, talk.desk.whole, common.today(talk.desk.now)),
    )
    row = tuple(button(_upper(each.name), "rdsee", each.code) for each in found if each.code != shown.code)
    return (row,) if row else ()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _campaign() -> tuple[Row, ...]:
    return ((button(words.CAMPAIGN, "cmd", "kydanhgia"),),)


def _no() -> tuple[Row, ...]:
    return ((button(words.CANCEL, "rdno"),),)


# --- buttons -------------------------------------------------------------------------------------------


def _see(talk: Talk, code: str, _version: str, _argument: str) -> None:
    next_round(talk, code)


def _cancel(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(place="idle", entry={})
    talk.show(Message(body=words.CANCELLED, buttons=_campaign()))


def _open(talk: Talk, code: str, version: str, until: str) -> None:
    """Open the round, where nothing has changed since the preview."""
    period, day = round_plans.read_period(code), _day_of(until)
    if not roles.whole(talk) or not talk.campaign.period or period is None:
        next_round(talk, code)
        return
    plan = _plan(talk, period)
    if plan.obstacle:
        _preview(talk, plan)
    elif version != str(len(talk.campaign.rounds)) or (day and _day_problem(talk, day)):
        _preview(talk, plan, lead=words.CHANGED)
    else:
        _opened(talk, plan, day)


def _day_of(text: str) -> Date | None:
    try:
        return Date.fromisoformat(text)
    except ValueError:
        return None


def _opened(talk: Talk, plan: Plan, day: Date | None) -> None:
    name, count = plan.period.name, len(plan.asked)
    told = begun(talk, plan, RoundOpened(period=plan.period.code, deadline=day.isoformat() if day else ""))
    talk.move(place="idle", entry={}, item="", unit="", rounds=len(talk.campaign.rounds))
    until = words.WITH_DEADLINE.format(day=date(day)) if day else words.WITHOUT_DEADLINE
    body = [words.OPENED.format(period=name, count=count), until, words.TOLD.format(count=told)]
    talk.show(Message(body="\n".join(body), buttons=_campaign()))


def begun(talk: Talk, plan: Plan, fact: RoundOpened) -> int:
    """The round is opened and everybody who answers or signs for a unit hears of it; how many people."""
    talk.decree(fact)
    people = [p for p in talk.campaign.people.values() if p.unit() and p.id != talk.session.person]
    lines = [
        words.UNIT_OPENED.format(campaign=talk.campaign.name, period=plan.period.name, count=len(plan.asked)),
        common.deadline(talk.campaign.deadline, talk.desk.now, talk.desk.calendar),
        words.UNIT_FRESH,
    ]
    start = ((primary(common.CONTINUE, "cmd", "tieptuc"),),)
    for person in people:
        talk.say(Message(to=person.id, body="\n".join(line for line in lines if line), buttons=start))
    return len(people)


PRESSES: dict[str, Press] = roles.only_for(
    ("administrator",), {"rdsee": _see, "rdopen": _open, "rdno": _cancel}
)
