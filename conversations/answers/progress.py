"""`/diem` and `/conthieu`: the running score, and what is missing."""

from __future__ import annotations

from fractions import Fraction

from conversations import permission, roles
from conversations.documents import charting
from conversations.messages import Button, Message, grid, paragraphs
from conversations.outcome import results
from conversations.phrases import officer as words
from conversations.phrases import questions
from conversations.phrases.common import maximum
from conversations.showing import cards, exchanges, items
from conversations.talk import Talk, button, primary
from conversations.year import deadlines, supplied, year_on_year
from criteria.schema import Group
from criteria.vietnamese import number
from scoring.review import REVIEWED, without_evidence
from scoring.sheet import Sheet, verified_sheet

SHOWN = 10  # codes named or offered in one list


def standing(talk: Talk, _argument: str = "") -> None:
    """The running score, group by group, and how it was verified; the level, where there are levels; what is
    published of the unit.
    """
    sheet, criteria, judged = talk.sheet(), talk.criteria, _judged(talk)
    before = year_on_year.before(talk, talk.desk.earlier(talk.unit))
    lines = [
        _group(talk, g, judged) + year_on_year.of_group(criteria, sheet, before, g.id)
        for g in criteria.groups
    ]
    if change := year_on_year.of_total(sheet, before):
        lines.append(change)
    waiting = [c.id for c in criteria.criteria if sheet.scores[c.id].state == "provisional"]
    if waiting:
        lines.append(words.STANDING_PROVISIONAL.format(codes=", ".join(waiting)))
    record = talk.submission()
    published = results.published(talk, talk.unit)
    if published:
        lines = [*published, "", words.STANDING_GROUPS if judged else words.STANDING_OWN, *lines]
    elif record.verified and record.state in REVIEWED:
        lines.append(words.STANDING_VERIFIED.format(points=number(Fraction(record.verified), 2)))
    locked = permission.is_locked(talk)
    if not published:
        lines += (results.level_now if locked else results.level_lines)(talk, judged or sheet)
    title = words.STANDING_LOCKED if locked else words.STANDING_TITLE
    talk.show(
        Message(
            title=(words.STANDING_PUBLISHED if published else title).format(
                total=number(sheet.total, 2), most=maximum(sheet.base)
            ),
            body="\n".join(lines),
            footer="" if published or locked else cards.footer(talk),
            buttons=(_ways_on(talk), charting.of_unit(talk)),
        )
    )


def _judged(talk: Talk) -> Sheet | None:
    """The verified sheet, while it gives the total that the unit has been told."""
    record, placing = talk.submission(), talk.campaign.placings.get(talk.unit)
    told = placing.total if placing else record.verified
    if not told or record.state not in REVIEWED:
        return None
    found = verified_sheet(talk.criteria, record, talk.peers(verified=True), talk.sheet())
    return found if found.total == Fraction(told) else None


def _group(talk: Talk, group: Group, judged: Sheet | None) -> str:
    own, most = talk.sheet().groups[group.id], maximum(group.declared_max)
    line = words.STANDING_LINE.format(code=group.code, name=group.name, points=number(own, 2), most=most)
    if judged is None or judged.groups[group.id] == own:
        return line
    return line + words.STANDING_JUDGED.format(points=number(judged.groups[group.id], 2))


def _ways_on(talk: Talk) -> cards.Row:
    """To what waits; a dossier that has been handed in can only be read."""
    if talk.submission().state in words.STATES:
        return (button(words.CONTENTS, "toc"),)
    return (primary(words.GO_ON, "cmd", "tieptuc"), button(words.WHAT_IS_MISSING, "cmd", "conthieu"))


def what_is_missing(talk: Talk, _argument: str = "") -> None:
    """Unanswered criteria with what they are worth, and those without evidence, each one press away."""
    blocks, codes = missing(talk)
    told = [*(blocks or [words.MISSING_NOTHING]), _awaited(talk), _until(talk)]
    fields = (button(words.INFO_GROUP, "toc", "tt"),) if _open_fields(talk) else ()
    talk.show(
        Message(
            title=words.MISSING_TITLE,
            body=paragraphs(*told),
            footer=cards.footer(talk),
            buttons=cards.rows(
                *grid(cards.codes(talk, codes)),
                fields,
                (_to_do(talk, codes),),
            ),
        )
    )


def _to_do(talk: Talk, codes: list[str]) -> Button:
    """To what waits, else handing in; a dossier that has been handed in can only be read."""
    locked = talk.submission().state in words.STATES
    if codes and not locked:
        return primary(words.GO_ON, "cmd", "tieptuc")
    if permission.submit_refusal(talk):
        return button(words.CONTENTS, "toc")
    return primary(words.SUBMIT, "cmd", "nop")


def _awaited(talk: Talk) -> str:
    """Whose figures are awaited for which criteria that the unit does not owe; empty where none are."""
    criteria, mine = talk.criteria, roles.assigned(talk)
    found = [] if permission.is_locked(talk) else items.awaited(criteria, talk.submission(), mine)
    if not found:
        return ""
    who = {supplied.supplier(criteria.by_id[item]) for item in found}
    named = who.pop() if len(who) == 1 else words.AUTHORITY
    return words.MISSING_SUPPLIED.format(count=len(found), who=named)


def _until(talk: Talk) -> str:
    """Until when the unit can still do something about it, or that it no longer can."""
    return permission.submit_refusal(talk) if permission.is_locked(talk) else deadlines.line(talk)


def missing(talk: Talk) -> tuple[list[str], list[str]]:
    """Paragraphs about what is missing, and the criteria to go to."""
    criteria, record, mine = talk.criteria, talk.submission(), roles.assigned(talk)
    waiting = [item for item in items.todo(criteria, record, mine) if not items.is_info(item)]
    unproven = [
        item
        for item in without_evidence(criteria, record)
        if (not items.is_back(record) or item in record.reopened) and (not mine or item in mine)
    ]
    blocks = []
    if waiting and items.is_back(record):
        blocks.append(f"{words.MISSING_RETURNED.format(count=len(waiting))} {_listed(talk, waiting)}")
    elif waiting:
        worth = sum((criteria.by_id[item].max for item in waiting), Fraction(0))
        lead = words.MISSING_ANSWERS.format(count=len(waiting), points=number(worth))
        blocks.append(f"{lead}\n{_listed(talk, waiting, worth=True)}")
    if unproven:
        blocks.append(f"{words.MISSING_EVIDENCE.format(count=len(unproven))} {_listed(talk, unproven)}")
    if fields := _open_fields(talk):
        blocks.append(words.MISSING_INFO.format(count=len(fields)))
    asked = [item for item in exchanges.waiting(talk, record) if not mine or item in mine]
    if asked:
        blocks.insert(0, questions.MISSING.format(count=len(asked), codes=_listed(talk, asked)))
    return blocks, list(dict.fromkeys([*asked[:SHOWN], *waiting[:SHOWN], *unproven[:SHOWN]]))


def _open_fields(talk: Talk) -> list[str]:
    """General information that the unit still owes."""
    record = talk.submission()
    if record.state != "drafting" or roles.assigned(talk):
        return []
    return [item for item in items.info_items(talk.criteria) if item not in record.answers]


def _listed(talk: Talk, found: list[str], *, worth: bool = False) -> str:
    named = [
        words.MISSING_LINE.format(code=c.id, points=number(c.max)) if worth else c.id
        for c in (talk.criteria.by_id[item] for item in found[:SHOWN])
    ]
    more = [words.AND_MORE.format(count=len(found) - SHOWN)] if len(found) > SHOWN else []
    return ", ".join([*named, *more])
