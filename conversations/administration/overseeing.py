"""How far the units are, how they rank, and the documents to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from conversations import helping, paging, roles
from conversations.administration import issuing
from conversations.administration.importing import XLSX
from conversations.documents import charting, papers
from conversations.dossier import archives
from conversations.messages import Attachment, Button, Message
from conversations.outcome import results
from conversations.phrases import administrator as words
from conversations.phrases import results as phrases
from conversations.phrases.common import NO_SUCH_UNIT, WHICH_UNIT, cut
from conversations.review import coverifying, finding, workload
from conversations.showing import cards
from conversations.talk import Talk, button, number_in
from scoring import publishing
from scoring.facts import ActRefused, Placing
from scoring.ranking import TIE_RULE
from scoring.standings import Standing
from scoring.values import PUBLISHED, SETTLED

SHOWN = 10  # units named in one list
PER_PAGE = 20


# --- progress ------------------------------------------------------------------------------------------


def progress(talk: Talk, _argument: str = "") -> None:
    """How many have handed in, who has not begun, who is slow, who has not joined."""
    rows = _rows(talk)
    handed_in = sum(row.handed_in for row in rows)
    body = [words.bar(handed_in, len(rows)), state_counts(rows), "", *_behind(talk, rows), _absent(talk)]
    body += [*workload.lines(talk), results.level_counts(talk)]
    pressed = (button(words.RANKING, "cmd", "xephang"), button(words.CAMPAIGN, "cmd", "kydanhgia"))
    invite = ((button(words.INVITE, "cmd", "moi"),),) if issuing.without_officer(talk) else ()
    talk.show(
        Message(
            title=words.PROGRESS_TITLE.format(done=handed_in, count=len(rows)),
            body="\n".join(body).rstrip() if rows else words.CARD_NO_UNITS,
            buttons=cards.rows(pressed, charting.of_progress(talk), *invite),
        )
    )


def _rows(talk: Talk) -> list[Standing]:
    """The units that the person administers."""
    rows = talk.desk.standings()
    return [rows[unit.code] for unit in roles.units_below(talk) if unit.code in rows]


def state_counts(rows: Iterable[Standing]) -> str:
    """``2 chưa bắt đầu, 3 đang kê khai, 1 chờ thẩm định``."""
    counts = Counter(words.NOT_BEGUN if _not_begun(row) else words.STATES[row.state] for row in rows)
    order = (words.NOT_BEGUN, *words.STATES.values())
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name])


def _not_begun(row: Standing) -> bool:
    return row.state == "drafting" and not row.answered


def _behind(talk: Talk, rows: list[Standing]) -> list[str]:
    idle = [row.unit for row in rows if _not_begun(row)]
    slow = sorted((r for r in rows if r.state == "drafting" and r.answered), key=lambda row: row.answered)
    questions = len(talk.criteria.criteria)
    one = words.PROGRESS_SLOW_ONE.format
    told = [
        line.format(count=len(held), names=names(talk, held))
        for state, line in words.PROGRESS_IN_STATE.items()
        if (held := [row.unit for row in rows if row.state == state])
    ]
    if idle:
        told.append(words.PROGRESS_NOT_BEGUN.format(count=len(idle), names=names(talk, idle)))
    if slow:
        listed = [
            one(name=talk.campaign.units[r.unit].name, done=r.answered, questions=questions) for r in slow
        ]
        told.append(words.PROGRESS_SLOW.format(count=len(slow), names=_first(listed)))
    return told


def _absent(talk: Talk) -> str:
    absent = issuing.unjoined(talk)
    if not absent:
        return words.PROGRESS_JOINED
    return words.PROGRESS_NOBODY.format(count=len(absent), names=names(talk, absent))


def names(talk: Talk, units: list[str]) -> str:
    """The first units by name, and how many more."""
    return _first([talk.campaign.units[code].name for code in units[: SHOWN + 1]], len(units))


def _first(listed: list[str], count: int | None = None) -> str:
    total = len(listed) if count is None else count
    more = [words.AND_MORE.format(count=total - SHOWN)] if total > SHOWN else []
    return ", ".join([*listed[:SHOWN], *more])


# --- ranking -------------------------------------------------------------------------------------------


def ranking(talk: Talk, argument: str = "") -> None:
    """The ranking of each block, a page at a time; for an observer only as it was published."""
    if not roles.has(talk, *charting.RANKERS):
        _published(talk, argument)
        return
    placings = publishing.placings(results.ground(talk.desk, talk.campaign))
    final = talk.campaign.stage in PUBLISHED
    frame = Message(
        title=words.RANKING_TITLE_FINAL if final else words.RANKING_TITLE,
        body="\n".join([*_star(placings), *_provisional(talk), TIE_RULE]),
        buttons=((*charting.of_ranking(talk), button(words.EXPORT, "cmd", "xuat")),),
    )
    talk.show(_paged(talk, placings, argument, frame))


def _published(talk: Talk, argument: str) -> None:
    """Places and points of the latest publication within the person's scope, as units see them: no other's
    level, and nobody without a result.
    """
    if not talk.campaign.placings:
        talk.show(Message(body=words.RANKING_LATER, buttons=helping.way_on(talk)))
        return
    scopes = [role.scope for role in talk.person.held("observer")] if talk.person else []
    placings = [
        each.model_copy(update={"level": ""}) if each.rank else each
        for each in talk.campaign.placings.values()
        if publishing.has_result(each) and any(talk.campaign.covers(scope, each.unit) for scope in scopes)
    ]
    frame = Message(title=words.RANKING_TITLE_PUBLISHED, body="\n".join([*_star(placings), TIE_RULE]))
    talk.show(_paged(talk, placings, argument, frame))


def _paged(talk: Talk, placings: Iterable[Placing], argument: str, frame: Message) -> Message:
    """One page of the places in the frame: its title, below them its remarks and its buttons."""
    lines = [(each.block, _ranking_line(talk, each)) for each in placings]
    page = paging.page(lines, number_in(argument), PER_PAGE)
    body: list[str] = []
    for n, (block, line) in enumerate(page.rows):
        if block and (n == 0 or page.rows[n - 1][0] != block):
            body.append(words.RANKING_BLOCK.format(block=block))
        body.append(line)
    return frame.model_copy(update={
        "body": "\n".join([*body, "", frame.body]) if lines else words.RANKING_NONE,
        "footer": _page_line(page.first, len(lines)),
        "buttons": cards.rows(page.around("adrank"), *frame.buttons),
    })  # fmt: skip


def _page_line(first: int, count: int) -> str:
    if count <= PER_PAGE:
        return ""
    return words.RANKING_PAGE.format(first=first + 1, last=min(first + PER_PAGE, count), count=count)


def _ranking_line(talk: Talk, placing: Placing) -> str:
    name, points = talk.campaign.units[placing.unit].name, results.points(placing.total)
    mark = "" if placing.verified else " *"
    if placing.rank:
        level = phrases.RANKING_LEVEL.format(level=placing.level) if placing.level else ""
        return words.RANKING_LINE.format(rank=placing.rank, unit=name, points=points, mark=mark + level)
    if not publishing.has_result(placing):
        return phrases.RANKING_NO_RESULT.format(unit=name)
    return phrases.RANKING_UNRANKED.format(unit=name, points=points, mark=mark, why=placing.level.lower())


def _star(placings: Iterable[Placing]) -> list[str]:
    """What the star means, where there is one."""
    waiting = any(publishing.has_result(each) and not each.verified for each in placings)
    return [words.RANKING_STAR] if waiting else []


def _provisional(talk: Talk) -> list[str]:
    """What is still compared with others that may change."""
    relative = [criterion.id for criterion in talk.criteria.relative]
    open_ = relative and talk.campaign.stage not in SETTLED
    return [words.RANKING_PROVISIONAL.format(codes=", ".join(relative))] if open_ else []


# --- export --------------------------------------------------------------------------------------------


def export(talk: Talk, argument: str = "") -> None:
    """The ranking workbook, or one unit's form; for officers and leaders the papers of their own unit."""
    found = finding.units(talk.campaign, argument)
    if papers.is_own(talk, argument):
        papers.own(talk)
    elif not argument:
        attachment = Attachment(name=words.EXPORT_RANKING_NAME, mime=XLSX, make="ranking")
        one = next((code for code in talk.campaign.units if coverifying.looks_after(talk, code)), "")
        told = (words.EXPORT_RANKING, *((words.EXPORT_ONE.format(code=one),) if one else ()))
        talk.say(Message(body="\n".join(told), attachment=attachment))
    elif len(found) == 1:
        form(talk, found[0].code)
    elif found:
        body = WHICH_UNIT.format(count=len(found), typed=cut(argument, 40))
        rows = tuple((button(cut(unit.name, 40), "adform", unit.code),) for unit in found[:SHOWN])
        talk.show(Message(body=body, buttons=rows))
    else:
        talk.show(Message(body=NO_SUCH_UNIT.format(typed=cut(argument, 40)), buttons=_ways()))


def form(talk: Talk, code: str) -> None:
    """One unit's form; a reviewer sees what has been handed in, and not their own unit's."""
    unit = talk.campaign.units.get(code)
    if unit is None:
        talk.show(Message(body=NO_SUCH_UNIT.format(typed=cut(code, 40)), buttons=_ways()))
    elif not coverifying.looks_after(talk, code):
        if not coverifying.leads(talk.campaign, talk.person, code):
            talk.decree(ActRefused(act=f"form {code}", why="scope"))
        talk.show(Message(body=words.NOT_FOR_YOU.format(unit=unit.name), buttons=_ways()))
    else:
        name = words.EXPORT_FORM_NAME.format(unit=code)
        attachment = Attachment(name=name, mime=XLSX, make=f"form:{code}")
        body = words.EXPORT_FORM.format(unit=unit.name)
        buttons = (*papers.rows(talk, code, beside="form"), *archives.offer(code))
        talk.say(Message(body=body, attachment=attachment, buttons=buttons))


def _ways() -> tuple[tuple[Button, ...], ...]:
    return ((button(words.RANKING, "cmd", "xephang"), button(words.EXPORT, "cmd", "xuat")),)
