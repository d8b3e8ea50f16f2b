"""Moving the campaign from stage to stage, as the table in ``stages`` allows; a step back with a reason."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - beside the words for days

from conversations import helping, justifying, roles
from conversations.administration import administering, campaign_cards, overseeing
from conversations.messages import Button, Message
from conversations.outcome import publishing, results, stages
from conversations.outcome.stages import Step
from conversations.phrases import administrator as phrases
from conversations.phrases import results as words
from conversations.session import Pending
from conversations.talk import Press, Talk, button, press, primary
from conversations.year import deadlines
from criteria.vietnamese import date
from scoring.facts import ActRefused, StageChanged

# --- asking --------------------------------------------------------------------------------------------


def close(talk: Talk, _argument: str = "") -> None:
    """Lock an open campaign, end one that is published; asks once."""
    step = next((s for s in stages.from_(talk.campaign.stage) if s.command == "khoaso"), None)
    if step is None:
        campaign_cards.show(talk)
    else:
        ask(talk, step)


def ask(talk: Talk, step: Step) -> None:
    """Say what the step means, and ask for a yes; a step back asks for its reason."""
    if _refused(talk, step):
        return
    names = {"now": words.STAGE_NAMES[step.before], "wanted": words.STAGE_NAMES[step.after]}
    if step.back:
        pending = Pending(what="reason", act="stage", key=f"{step.before}:{step.after}")
        justifying.ask(talk, pending, words.STEP_BACK_ASK.format(**names))
        return
    locking = step.after == "verifying"
    told = [_unsubmitted(talk), phrases.LOCK_ASK] if locking else [phrases.CLOSE_ASK]
    yes = phrases.LOCK_YES if locking else phrases.CLOSE_YES
    sure = Button(label=yes, payload=press("adstage", step.after, step.before), kind="danger")
    body = "\n".join(line for line in told if line)
    talk.show(Message(body=body, buttons=((sure, button(phrases.CANCEL, "adno")),)))


def _unsubmitted(talk: Talk) -> str:
    rows = talk.desk.standings()
    left = [code for code in talk.campaign.units if code in rows and not rows[code].handed_in]
    names = overseeing.names(talk, left)
    return phrases.LOCK_DRAFTING.format(count=len(left), names=names) if left else ""


def _refused(talk: Talk, step: Step) -> bool:
    """Whether the step cannot be made by this person, or now; says why."""
    if not roles.whole(talk):
        talk.decree(ActRefused(act=f"stage {step.after}", why="scope"))
        talk.show(Message(body=words.NOT_WHOLE, buttons=helping.way_on(talk)))
        return True
    blocked = stages.obstacles(step.checks, results.view(talk))
    if blocked:
        told = [results.obstacle(talk.campaign, each) for each in blocked]
        wanted = words.STEP_REFUSED.format(wanted=words.STAGE_NAMES[step.after])
        campaign_cards.show(talk, wanted, *told)
    return bool(blocked)


# --- moving --------------------------------------------------------------------------------------------


def _ask_pressed(talk: Talk, to: str, _version: str, _argument: str) -> None:
    step = stages.find(talk.campaign.stage, to)
    if step is not None and (step.back or step.command == "khoaso"):
        ask(talk, step)
    else:
        campaign_cards.show(talk)


def _stage_pressed(talk: Talk, to: str, before: str, _argument: str) -> None:
    """Move to another stage, where the campaign is still in the one that the button was made in."""
    step = stages.find(talk.campaign.stage, to)
    if step is None or before != talk.campaign.stage:
        stage = phrases.STAGES[talk.campaign.stage]
        campaign_cards.show(talk, phrases.STAGE_ALREADY.format(stage=stage))
    elif step.back:
        ask(talk, step)
    elif step.command == "congbo":
        publishing.offer(talk)
    elif not _refused(talk, step):
        _move(talk, step)


def _back(talk: Talk, pending: Pending, reason: str) -> None:
    """A step back has its reason."""
    before, _, after = pending.key.partition(":")
    step = stages.find(before, after)
    if step is None or before != talk.campaign.stage:
        stage = phrases.STAGES[talk.campaign.stage]
        campaign_cards.show(talk, phrases.STAGE_ALREADY.format(stage=stage))
    elif not _refused(talk, step):
        _move(talk, step, reason)


def _move(talk: Talk, step: Step, reason: str = "") -> None:
    told = moved(talk, step, StageChanged(stage=step.after, reason=reason))
    said, _ = _SAID.get((step.before, step.after), (words.STEP_DONE, ""))
    body = said.format(wanted=words.STAGE_NAMES[step.after])
    campaign_cards.show(talk, body, phrases.TOLD.format(count=told) if told else "")


def moved(talk: Talk, step: Step, fact: StageChanged) -> int:
    """The step is made and every unit hears of it; how many people that is. Of a publication they hear by
    their results.
    """
    talk.decree(fact)
    _, heard = _SAID.get((step.before, step.after), ("", words.UNIT_BACK if step.back else ""))
    if not heard:
        return 0
    start = ((primary(phrases.START, "cmd", "tieptuc"),),) if step.after == "open" else ()
    names = {"name": talk.campaign.name, "wanted": words.STAGE_NAMES[step.after], "reason": fact.reason}
    more = _may_go_on if step.after == "verifying" and step.before == "open" else _nothing
    return administering.tell_units(talk, heard.format(**names), start, lambda unit: more(talk, unit))


def _may_go_on(talk: Talk, unit: str) -> str:
    """A unit with an extension, or with something to correct, may go on although the others may not."""
    row = talk.desk.standings().get(unit)
    if row is not None and row.state == "returned":
        return phrases.UNIT_LOCKED_RETURNED
    if not deadlines.is_extended(talk.campaign, unit, talk.desk.now):
        return ""
    until = Date.fromisoformat(talk.campaign.extensions[unit].deadline[:10])
    return phrases.UNIT_LOCKED_EXTENDED.format(day=date(until))


def _nothing(_talk: Talk, _unit: str) -> str:
    return ""


_SAID = {
    ("preparing", "open"): (phrases.OPENED, phrases.UNIT_OPENED),
    ("open", "verifying"): (phrases.LOCKED, phrases.UNIT_LOCKED),
    ("verifying", "open"): (phrases.REOPENED, phrases.UNIT_REOPENED),
    ("verifying", "approved"): (words.STEP_DONE, words.UNIT_APPROVED_ALL),
    ("published", "closed"): (phrases.CLOSED, words.UNIT_CLOSED),
    ("appeals", "closed"): (phrases.CLOSED, words.UNIT_CLOSED),
}
"""What is said to the administrator, and what the units hear; any other step is back, or a publication."""

PRESSES: dict[str, Press] = roles.only_for(
    ("administrator",), {"adstage": _stage_pressed, "adask": _ask_pressed}
)
HEARD: dict[str, justifying.Heard] = {"stage": _back}
"""Who hears a reason that was asked for here."""
