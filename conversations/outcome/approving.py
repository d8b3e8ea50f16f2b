"""Approval: what is ready within somebody's scope, approved at once or one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from fractions import Fraction

from conversations import helping, roles
from conversations.messages import Button, Message
from conversations.outcome import results, stages
from conversations.phrases import results as words
from conversations.phrases.common import NO_SUCH_UNIT, WHICH_UNIT, cut
from conversations.review import finding, recalling
from conversations.talk import Press, Talk, button, primary
from scoring import publishing
from scoring.facts import ActRefused, SubmissionApproved, Unit
from scoring.publishing import Counted
from scoring.values import APPROVING

AT_ONCE = 100
"""Dossiers approved by one press: everybody else waits meanwhile."""
ONE_BY_ONE = 6  # units with a button of their own


def may(talk: Talk, unit: str) -> bool:
    """Whether the person approves the unit: an administrator within scope, never for their own unit."""
    return talk.campaign.may(talk.person, "administrator", unit)


# --- what is ready -------------------------------------------------------------------------------------


def state(each: Counted) -> str:
    """``ready``, ``approved``, or why a unit cannot be approved yet."""
    row = each.row
    if row is None:
        return "drafting"
    if row.state == "verified":
        return "unsettled" if row.verified.unsettled else "ready"
    return row.state


def _states(talk: Talk) -> dict[str, str]:
    """The state of each unit within the person's scope."""
    mine = {code for code in talk.campaign.units if may(talk, code)}
    counted = publishing.counted(results.ground(talk.desk, talk.campaign), mine)
    return {code: state(each) for code, each in counted.items()}


def _stamp(ready: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(ready).encode()).hexdigest()[:8]


# --- the list ------------------------------------------------------------------------------------------


def approve(talk: Talk, argument: str = "") -> None:
    """What can be approved within the person's scope, or one unit."""
    found = finding.units(talk.campaign, argument) if argument else ()
    if not argument:
        overview(talk)
    elif len(found) == 1:
        unit_card(talk, found[0].code)
    else:
        _which(talk, argument, found)


def _which(talk: Talk, typed: str, found: tuple[Unit, ...]) -> None:
    text = cut(typed, 40)
    template = WHICH_UNIT if found else NO_SUCH_UNIT
    named = tuple((button(cut(u.name, 40), "paone", u.code),) for u in found[: results.SHOWN])
    everything = ((button(words.APPROVE_LIST, "cmd", "pheduyet"),),)
    talk.show(Message(body=template.format(typed=text, count=len(found)), buttons=(*named, *everything)))


def overview(talk: Talk, *leads: str) -> None:
    """What is ready, and what is not, with reasons."""
    known = _states(talk)
    ready = [code for code, each in known.items() if each == "ready"]
    done = sum(each == "approved" for each in known.values())
    body = [*leads, *_told(talk, known, ready)] if known else [*leads, words.APPROVE_NO_UNITS]
    talk.show(
        Message(
            title=words.APPROVE_TITLE.format(done=done, count=len(known)),
            body="\n".join(body),
            buttons=_overview_buttons(talk, ready),
        )
    )


def _told(talk: Talk, known: dict[str, str], ready: list[str]) -> list[str]:
    campaign = talk.campaign
    units = results.named(campaign, ready)
    told = [words.APPROVE_READY.format(count=len(ready), units=units)] if ready else []
    for why, template in words.APPROVE_WAITS.items():
        if waiting := [code for code, each in known.items() if each == why]:
            units = results.named(campaign, waiting)
            told.append(template.format(count=len(waiting), units=units, code=waiting[0]))
    if not ready:
        left = any(each not in ("approved", "drafting") for each in known.values())
        done = not left and "approved" in known.values()
        told.insert(0, words.APPROVE_ALL_DONE if done else words.APPROVE_NONE_READY)
    return [*told, words.APPROVE_HOW.format(code=next(iter(ready or known)))]


def _overview_buttons(talk: Talk, ready: list[str]) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if ready:
        template = words.APPROVE_ALL if len(ready) <= AT_ONCE else words.APPROVE_PART
        label = template.format(count=min(len(ready), AT_ONCE))
        rows.append((primary(label, "paask", "", _stamp(ready)),))
        units = talk.campaign.units
        rows += [(button(cut(units[code].name, 40), "paone", code),) for code in ready[:ONE_BY_ONE]]
    if _can_close(talk):
        rows.append((primary(words.STAGE_APPROVED, "adstage", "approved", talk.campaign.stage),))
    return tuple(rows) or helping.way_on(talk)


def _can_close(talk: Talk) -> bool:
    """Whether everything submitted is approved, and the person may say so for the whole campaign."""
    step = stages.find(talk.campaign.stage, "approved")
    forward = step is not None and not step.back and roles.whole(talk)
    return forward and step is not None and not stages.obstacles(step.checks, results.view(talk))


def _ready(talk: Talk, version: str, act: str) -> list[str]:
    """The units that are ready, where they are those that were shown; else empty, and says how it stands."""
    ready = [code for code, each in _states(talk).items() if each == "ready"]
    if talk.campaign.stage not in APPROVING:
        helping.wrong_stage(talk, "pheduyet", act)
    elif not ready or version != _stamp(ready):
        overview(talk, *([words.APPROVE_CHANGED] if ready else []))
    else:
        return ready
    return []


def _ask_pressed(talk: Talk, _item: str, version: str, _argument: str) -> None:
    """Approving many at once is asked for once more, with their number."""
    if ready := _ready(talk, version, "paask"):
        part = ready[:AT_ONCE]
        body = words.APPROVE_ASK.format(count=len(part), units=results.named(talk.campaign, part))
        yes = primary(words.APPROVE_YES.format(count=len(part)), "paall", "", version)
        talk.show(Message(body=body, buttons=((yes, button(words.APPROVE_LIST, "cmd", "pheduyet")),)))


def _all_pressed(talk: Talk, _item: str, version: str, _argument: str) -> None:
    if ready := _ready(talk, version, "paall"):
        part = ready[:AT_ONCE]
        talk.desk.gather(part)
        for code in part:
            talk.record(SubmissionApproved(), code)
        _after(talk, words.APPROVED.format(count=len(part)), part, len(ready) - len(part))


def _after(talk: Talk, told: str, approved: list[str], more: int = 0) -> None:
    """What was approved, and how many ``more`` are ready; where nothing else waits, the way to move the whole
    campaign.
    """
    rows = talk.desk.standings()
    waiting = [
        code for code in talk.campaign.units
        if code not in approved and rows[code].handed_in and rows[code].state != "approved"
    ]  # fmt: skip
    whole = roles.whole(talk) and talk.campaign.stage == "verifying" and not waiting
    move = ((primary(words.STAGE_APPROVED, "adstage", "approved", "verifying"),),) if whole else ()
    left = words.APPROVE_ELSEWHERE if waiting and not any(may(talk, code) for code in waiting) else ""
    left = words.APPROVE_MORE.format(count=more) if more else left
    talk.show(
        Message(
            body="\n".join(line for line in (told, left) if line),
            buttons=(*move, (button(words.APPROVE_LIST, "cmd", "pheduyet"),)),
        )
    )


# --- one unit ------------------------------------------------------------------------------------------


def unit_card(talk: Talk, code: str, *leads: str) -> None:
    """One unit's scores, and what can be done: approve, take back, send back."""
    unit = talk.campaign.units.get(code)
    if unit is None:
        overview(talk)
        return
    if not may(talk, code):
        talk.decree(ActRefused(act="/pheduyet", why="scope"))
        talk.show(Message(body=words.APPROVE_NOT_YOURS.format(unit=unit.name), buttons=helping.way_on(talk)))
        return
    each = publishing.counted(results.ground(talk.desk, talk.campaign), (code,))[code]
    stands, record = state(each), talk.submission(code)
    told = [*leads]
    if each.row is not None and record.claimed:
        scores = {"points": results.points(each.total), "own": results.points(Fraction(record.claimed))}
        card = words.APPROVE_CARD if each.verified else words.APPROVE_CARD_OPEN
        told.append(card.format(unit=unit.name, **scores))
    if stands in words.APPROVE_NOT_READY:
        unsettled = ", ".join(each.row.verified.unsettled) if each.row else ""
        told.append(words.APPROVE_NOT_READY[stands].format(unit=unit.name, items=unsettled))
    talk.show(Message(title=unit.name, body="\n".join(told), buttons=_unit_buttons(talk, code, stands)))


def _unit_buttons(talk: Talk, code: str, stands: str) -> tuple[tuple[Button, ...], ...]:
    revision, now = talk.submission(code).revision, talk.campaign.stage in APPROVING
    row: tuple[Button, ...] = ()
    if stands == "ready" and now:
        row = (primary(words.APPROVE_ONE, "payes", code, revision),)
    if stands in ("ready", "unsettled") and now:
        row = (*row, button(words.SEND_BACK, "paback", code))
    if stands == "approved" and now:
        row = (button(words.WITHDRAW_APPROVAL, "pano", code),)
    row = (*row, *recalling.offered(talk, code))
    see = (button(words.OPEN_DOSSIER, "rv", code),) if roles.has(talk, "reviewer") else ()
    everything = button(words.APPROVE_LIST, "cmd", "pheduyet")
    return tuple(each for each in (row, (*see, everything)) if each)


def _one_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    unit_card(talk, item)


def _yes_pressed(talk: Talk, item: str, version: str, _argument: str) -> None:
    """Approve one unit, as it was shown."""
    if not allowed(talk, item, "payes"):
        return
    fits = _states(talk).get(item) == "ready" and version == str(talk.submission(item).revision)
    if not fits:
        unit_card(talk, item)
        return
    talk.record(SubmissionApproved(), item)
    _after(talk, words.APPROVED_ONE.format(unit=talk.campaign.units[item].name), [item])


def allowed(talk: Talk, code: str, act: str) -> bool:
    """Whether the person may do something to the unit's approval now; else says why not."""
    if code not in talk.campaign.units or not may(talk, code):
        unit_card(talk, code)
    elif talk.campaign.stage not in APPROVING:
        helping.wrong_stage(talk, "pheduyet", act)
    else:
        return True
    return False


PRESSES: dict[str, Press] = roles.only_for(
    ("administrator",),
    {"paask": _ask_pressed, "paall": _all_pressed, "paone": _one_pressed, "payes": _yes_pressed},
)
