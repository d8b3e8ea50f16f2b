"""Ruling on appeals: what waits, one appeal with its points and evidence, and a dismissal with its reason."""

from __future__ import annotations

from conversations import helping, justifying, roles
from conversations.messages import Attachment, Button, Message
from conversations.outcome import results
from conversations.phrases import results as words
from conversations.phrases.common import cut
from conversations.review.dossiers import Dossier
from conversations.session import Pending
from conversations.showing import items
from conversations.talk import Press, Talk, button, primary
from scoring.facts import ActRefused, AppealRuled
from scoring.people import Person
from scoring.records import Appeal
from scoring.values import RULING

SHOWN = 10  # appeals with a button of their own


def may(talk: Talk, unit: str, item: str, person: Person | None = None) -> bool:
    """Whether somebody (default: who is talking) rules on the unit's appeal: never of their own unit."""
    who, campaign = person or talk.person, talk.campaign
    return campaign.may(who, "administrator", unit) or campaign.may(who, "reviewer", unit, item)


# --- what waits ----------------------------------------------------------------------------------------


def open_appeals(talk: Talk) -> list[tuple[str, str]]:
    """Unit and criterion of every appeal that waits for this person."""
    rows = talk.desk.standings()
    return [
        (code, item)
        for code in talk.campaign.units
        if code in rows
        for item in rows[code].appeals
        if item in talk.criteria.by_id and may(talk, code, item)
    ]


def waiting(talk: Talk, _argument: str = "") -> None:
    """The appeals that wait, each one press away."""
    found = open_appeals(talk)
    units = talk.campaign.units
    named = [(units[unit].name, items.code(talk.criteria, item)) for unit, item in found]
    lines = [words.APPEALS_LIST.format(n=n, unit=u, code=c) for n, (u, c) in enumerate(named, start=1)]
    rows = tuple(
        (button(cut(words.APPEALS_OPEN.format(unit=u, code=c), 60), "apsee", item, "", unit),)
        for (unit, item), (u, c) in zip(found[:SHOWN], named, strict=False)
    )
    talk.show(
        Message(
            title=words.APPEALS_TITLE.format(count=len(found)),
            body="\n".join(lines[: 2 * SHOWN]) or words.APPEALS_EMPTY,
            buttons=rows or helping.way_on(talk),
        )
    )


def waiting_line(talk: Talk) -> str:
    """How many appeals wait for this person; empty where none does."""
    count = len(open_appeals(talk))
    return words.APPEALS_WAIT.format(count=count) if count else ""


# --- one appeal ----------------------------------------------------------------------------------------


def _opened(talk: Talk, unit: str, item: str) -> tuple[Dossier, Appeal] | None:
    """The dossier and the appeal, where this person rules on it; else says why not."""
    known = talk.campaign.units.get(unit)
    if known is None or item not in talk.criteria.by_id:
        waiting(talk)
    elif not may(talk, unit, item):
        talk.decree(ActRefused(act=f"appeal {unit} {item}", why="scope"))
        talk.show(Message(body=words.RULE_NOT_YOURS, buttons=helping.way_on(talk)))
    elif (filed := talk.submission(unit).appeals.get(item)) is None:
        waiting(talk)
    else:
        return Dossier(talk, known), filed
    return None


def show(talk: Talk, unit: str, item: str, *leads: str) -> None:
    """Everything about one appeal, with the buttons that decide on it."""
    found = _opened(talk, unit, item)
    if found is None:
        return
    dossier, filed = found
    files = len(dossier.record.evidence.get(item, ()))
    told = [*leads, f"{dossier.name(item)} {cut(dossier.criterion(item).name, 200)}"]
    told.append(words.RULE_REASON.format(reason=filed.reason))
    told.append(_points(dossier, item))
    told.append(words.RULE_EVIDENCE.format(count=files) if files else words.RULE_NO_EVIDENCE)
    told += [words.RULE_OVER] if filed.outcome else []
    see = ((button(words.RULE_SEE.format(count=files), "apfiles", item, "", unit),),) if files else ()
    decide = () if filed.outcome else (_decide(item, unit),)
    everything = ((button(words.APPEALS_SEE, "apall"),),)
    title = words.RULE_TITLE.format(unit=dossier.unit.name, code=dossier.name(item))
    talk.show(Message(title=title, body="\n".join(told), buttons=(*decide, *see, *everything)))


def _decide(item: str, unit: str) -> tuple[Button, ...]:
    return (
        primary(words.RULE_UPHOLD, "apup", item, "", unit),
        button(words.RULE_DISMISS, "apdown", item, "", unit),
    )


def _points(dossier: Dossier, item: str) -> str:
    return words.RULE_POINTS.format(
        own=results.points(dossier.own.scores[item].counted),
        verified=results.points(dossier.verified.scores[item].counted),
        most=results.points(dossier.criterion(item).max),
    )


def _files(talk: Talk, item: str, _version: str, unit: str) -> None:
    found = _opened(talk, unit, item)
    if found is not None:
        for each in found[0].record.evidence.get(item, ()):
            stored = Attachment(name=each.name, mime=each.mime, sha256=each.sha256) if each.sha256 else None
            talk.say(Message(body=each.caption if stored else each.url, attachment=stored))
        show(talk, unit, item)


# --- dismissing ----------------------------------------------------------------------------------------


def undecided(talk: Talk, unit: str, item: str) -> Dossier | None:
    """The dossier, where the appeal still waits and the campaign's stage lets it be decided."""
    found = _opened(talk, unit, item)
    if found is None:
        return None
    if talk.campaign.stage not in RULING:
        helping.wrong_stage(talk, "khieunai", "apup")
    elif found[1].outcome:
        show(talk, unit, item)
    else:
        return found[0]
    return None


def _down(talk: Talk, item: str, _version: str, unit: str) -> None:
    dossier = undecided(talk, unit, item)
    if dossier is not None:
        asked = words.RULE_ASK_REASON.format(code=dossier.name(item), unit=dossier.unit.name)
        justifying.ask(talk, Pending(what="reason", act="dismiss", key=f"{item} {unit}"), asked)


def _dismissed(talk: Talk, pending: Pending, reason: str) -> None:
    item, _, unit = pending.key.partition(" ")
    dossier = undecided(talk, unit, item)
    if dossier is None:
        return
    dismissed(talk, dossier, AppealRuled(item=item, upheld=False, reason=reason))
    names = {"code": dossier.name(item), "unit": dossier.unit.name}
    done(talk, (unit, item), words.RULED_DOWN.format(**names))


def dismissed(talk: Talk, dossier: Dossier, fact: AppealRuled) -> None:
    """The result stays, and the unit hears why."""
    talk.record(fact, dossier.code)
    tell(talk, dossier.code, words.UNIT_RULED_DOWN.format(code=dossier.name(fact.item), reason=fact.reason))


def tell(talk: Talk, unit: str, *told: str) -> None:
    see = ((button(words.APPEAL, "cmd", "khieunai"), button(words.SEE_SCORE, "cmd", "diem")),)
    for person in talk.campaign.of_unit(unit):
        talk.say(Message(to=person.id, body="\n".join(told), buttons=see))


def done(talk: Talk, ruled: tuple[str, str], told: str) -> None:
    """What was ruled, and the next one that waits."""
    left = [each for each in open_appeals(talk) if each != ruled]
    next_ = ((button(words.APPEALS_SEE, "apall"),),) if left else helping.way_on(talk)
    talk.show(Message(body="\n".join([told, *([] if left else [words.RULED_LAST])]), buttons=next_))


# --- buttons -------------------------------------------------------------------------------------------


def _see(talk: Talk, item: str, _version: str, unit: str) -> None:
    show(talk, unit, item)


def _all(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    waiting(talk)


PRESSES: dict[str, Press] = roles.only_for(
    ("reviewer", "administrator"),
    {"apsee": _see, "apall": _all, "apfiles": _files, "apdown": _down},
)
HEARD: dict[str, justifying.Heard] = {"dismiss": _dismissed}
"""Who hears a reason that was asked for here."""
