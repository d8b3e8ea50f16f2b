"""A unit's appeal (khiếu nại): per criterion, in time, once, with a reason and further evidence."""

from __future__ import annotations

from conversations import helping, justifying, roles, scopes
from conversations.messages import Button, Message, grid, lines
from conversations.outcome import results, ruling, stages
from conversations.phrases import people
from conversations.phrases import results as words
from conversations.phrases.common import cut
from conversations.session import Pending
from conversations.showing import items
from conversations.talk import Press, Talk, button, primary
from criteria.vietnamese import date
from scoring import publishing
from scoring.facts import ActRefused, AppealFiled
from scoring.records import Appeal
from scoring.sheet import Sheet, self_sheet, verified_sheet
from scoring.values import RULING

Row = tuple[Button, ...]
OFFERED = 10  # criteria with a button of their own


def appeal(talk: Talk, argument: str = "") -> None:
    """A unit's appeals, or a new one; to reviewers and administrators, those that wait for a ruling."""
    if talk.person is None or not talk.person.unit():
        ruling.waiting(talk, argument)
    elif not argument:
        overview(talk)
    elif item := items.find(talk.criteria, argument):
        start(talk, item)
    else:
        body = words.APPEAL_NO_CODE.format(code=cut(argument, 20), example=items.example(talk.criteria))
        talk.show(Message(body=body, buttons=_ways()))


def _ways() -> tuple[tuple[Button, ...], ...]:
    return ((button(words.APPEAL, "cmd", "khieunai"), button(words.SEE_SCORE, "cmd", "diem")),)


# --- whether -------------------------------------------------------------------------------------------


def refusal(talk: Talk, item: str = "") -> str:
    """Why the unit cannot appeal (against the item) now; empty where it can."""
    campaign, until = talk.campaign, stages.appeals_until(talk.campaign)
    placing = campaign.placings.get(talk.unit)
    known = talk.submission().appeals.get(item)
    if until is None:
        return words.APPEAL_NONE
    if placing is None or not publishing.has_result(placing):
        return words.APPEAL_NO_RESULT
    if campaign.stage != "appeals" or results.view(talk).today > until:
        return words.APPEAL_LATE.format(day=date(until))
    if known is not None:
        state = _state(known)
        return words.APPEAL_TWICE.format(code=items.code(talk.criteria, item), state=state.rstrip("."))
    if (mine := roles.assigned(talk)) and item and item not in mine:
        return people.NOT_ASSIGNED.format(codes=scopes.codes(talk, mine))
    return ""


def _state(known: Appeal) -> str:
    return words.APPEAL_STATES[known.outcome].format(ruling=cut(known.ruling, 200))


# --- the unit's list -----------------------------------------------------------------------------------


def overview(talk: Talk) -> None:
    """What was appealed, with each ruling, and against what the unit may still appeal."""
    record, refused = talk.submission(), refusal(talk)
    told = [
        words.APPEAL_FILED_LIST.format(code=items.code(talk.criteria, item), state=_state(each))
        for item, each in record.appeals.items()
    ]
    rows: list[Row] = [
        (button(words.APPEAL_EVIDENCE.format(code=items.code(talk.criteria, item)), "apadd", item),)
        for item, each in record.appeals.items()
        if not each.outcome
    ]
    if refused:
        told.append(refused)
    else:
        lowered = _differing(talk)
        told += [*([words.APPEAL_HERE] if lowered else []), *lowered.values(), _how(talk)]
        found = [button(items.code(talk.criteria, item), "apask", item) for item in list(lowered)[:OFFERED]]
        rows = [*grid(found), *rows]
    see = (button(words.SEE_SCORE, "cmd", "diem"),)
    talk.show(Message(title=words.APPEAL_TITLE, body="\n".join(told), buttons=(*rows, see)))


def _how(talk: Talk) -> str:
    until = stages.appeals_until(talk.campaign)
    return words.APPEAL_HOW.format(day=date(until) if until else "", code=items.example(talk.criteria))


def _differing(talk: Talk) -> dict[str, str]:
    """Criteria whose verified points are not the unit's own, with both, unless appealed already."""
    own, verified = _sheets(talk)
    known = talk.submission().appeals
    return {
        c.id: words.APPEAL_LINE.format(
            code=items.code(talk.criteria, c.id),
            own=results.points(own.scores[c.id].counted),
            verified=results.points(verified.scores[c.id].counted),
        )
        for c in talk.criteria.criteria
        if c.id not in known and own.scores[c.id].counted != verified.scores[c.id].counted
    }


def _sheets(talk: Talk) -> tuple[Sheet, Sheet]:
    record = talk.submission()
    return (
        self_sheet(talk.criteria, record, talk.peers()),
        verified_sheet(talk.criteria, record, talk.peers(verified=True)),
    )


# --- filing --------------------------------------------------------------------------------------------


def start(talk: Talk, item: str) -> None:
    """Show both scores of the criterion and ask for the reason."""
    if refused := refusal(talk, item):
        talk.decree(ActRefused(act=f"/khieunai {item}", why="stage"))
        talk.show(Message(body=refused, buttons=_ways()))
        return
    criterion, (own, verified) = talk.criteria.by_id[item], _sheets(talk)
    verdict = talk.submission().verdicts.get(item)
    adjusted = verdict is not None and verdict.outcome == "adjusted" and verdict.reason
    asked = words.APPEAL_ASK.format(
        code=items.code(talk.criteria, item),
        name=cut(criterion.name, 100),
        own=results.points(own.scores[item].counted),
        verified=results.points(verified.scores[item].counted),
        most=results.points(criterion.max),
        reason=words.APPEAL_ADJUSTED.format(reason=verdict.reason) if verdict and adjusted else "",
    )
    justifying.ask(talk, Pending(what="reason", act="appeal", key=item), asked)


def _filed(talk: Talk, pending: Pending, reason: str) -> None:
    item = pending.key
    if item not in talk.criteria.by_id or refusal(talk, item):
        start(talk, item) if item in talk.criteria.by_id else overview(talk)
        return
    talk.record(AppealFiled(item=item, reason=reason))
    code = items.code(talk.criteria, item)
    _tell(talk, item, reason)
    attach(talk, item, words.APPEAL_FILED.format(code=code))


def _tell(talk: Talk, item: str, reason: str) -> None:
    """Reviewers and administrators in whose scope it lies hear of it."""
    unit, code = talk.campaign.units[talk.unit], items.code(talk.criteria, item)
    body = words.APPEAL_CAME.format(unit=unit.name, code=code, reason=reason)
    see = ((primary(words.APPEALS_SEE, "apsee", item, "", unit.code),),)
    for person in talk.campaign.people.values():
        if ruling.may(talk, unit.code, item, person):
            talk.say(Message(to=person.id, body=body, buttons=see))


def attach(talk: Talk, item: str, told: str) -> None:
    """The item is open for evidence, as long as its appeal waits."""
    record = talk.submission()
    talk.move(
        place="answered", item=item, version=record.version(item), entry={}, chosen=(), pending=None, tries=0
    )
    talk.show(Message(body=told, buttons=_ways()))


def still_open(talk: Talk, lead: str = "") -> None:
    """Something else than evidence was typed to an appeal that waits."""
    talk.show(Message(body=lines(lead, words.APPEAL_SENT), buttons=_ways()))


# --- buttons -------------------------------------------------------------------------------------------


def _ask_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    if talk.campaign.stage not in RULING:
        helping.wrong_stage(talk, "khieunai", "apask")
    else:
        start(talk, item)


def _add_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    known, code = talk.submission().appeals.get(item), items.code(talk.criteria, item)
    if known is None:
        overview(talk)
    elif known.outcome:
        talk.show(Message(body=words.APPEAL_EVIDENCE_OVER.format(code=code), buttons=_ways()))
    else:
        attach(talk, item, words.APPEAL_EVIDENCE_OPEN.format(code=code))


PRESSES: dict[str, Press] = {"apask": _ask_pressed, "apadd": _add_pressed}
"""Of officers and leaders, each with a criterion of the set; ``pressing`` checks both."""
HEARD: dict[str, justifying.Heard] = {"appeal": _filed}
"""Who hears a reason that was asked for here."""
