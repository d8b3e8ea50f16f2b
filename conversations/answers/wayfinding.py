"""Getting around: next, back, skip, contents, jumps, the running score and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from conversations import permission, roles
from conversations.answers import answering
from conversations.documents import charting
from conversations.messages import Message
from conversations.outcome import results
from conversations.phrases import officer as words
from conversations.phrases import questions
from conversations.phrases.common import cut, maximum
from conversations.showing import cards, exchanges, items
from conversations.talk import Talk, button, primary
from conversations.year import deadlines, year_on_year
from criteria.schema import Group
from criteria.vietnamese import number
from scoring.review import without_evidence

CODES_PER_ROW = 5
SHOWN = 10  # codes named or offered in one list


def go_on(talk: Talk, _argument: str = "") -> None:
    """Open what waits next: the open question itself, while it has no answer."""
    item, record = talk.session.item, talk.submission()
    if record.state in words.STATES:
        talk.show(Message(body=words.STATES[record.state], footer=cards.footer(talk), buttons=ways(talk)))
    elif item in items.todo(talk.criteria, record, roles.assigned(talk)):
        answering.open_item(talk, item)
    else:
        answering.go_next(talk, item)


def pause(talk: Talk) -> None:
    """The officer stops for now; nothing is asked any more."""
    talk.move(place="idle", item=talk.session.item, entry={}, chosen=(), pending=None, tries=0)
    talk.show(Message(body=words.PAUSED, buttons=((primary(words.GO_ON, "cmd", "tieptuc"),),)))


def orient(talk: Talk) -> None:
    """Nothing was asked, something was typed: say what can be done."""
    ids = items.criterion_items(talk.criteria)
    body = words.IDLE.format(code=items.code(talk.criteria, ids[len(ids) // 2]))
    locked = permission.refusal(talk, talk.session.item) if talk.session.item else ""
    talk.show(Message(body=f"{locked}\n{body}" if locked else body, buttons=ways(talk)))


def ways(talk: Talk) -> tuple[cards.Row, ...]:
    """The ways on from anywhere."""
    item = talk.session.item
    first = (
        primary(words.BACK_TO_QUESTION, "go", item)
        if item and items.exists(talk.criteria, item)
        else primary(words.GO_ON, "cmd", "tieptuc")
    )
    rest = (button(words.CONTENTS, "toc"), button(words.WHAT_IS_MISSING, "cmd", "conthieu"))
    return ((first,), rest)


def jump(talk: Talk, typed: str) -> None:
    """Open the criterion with the typed code, or offer the nearest ones."""
    item = items.find(talk.criteria, typed)
    if item:
        answering.open_item(talk, item)
        return
    near = items.nearest(talk.criteria, typed)
    body = words.NO_SUCH_CODE.format(code=cut(typed, 20))
    talk.show(Message(body=body, buttons=cards.rows(_codes(talk, near), (button(words.CONTENTS, "toc"),))))


def _codes(talk: Talk, found: Iterable[str]) -> cards.Row:
    return tuple(button(cut(items.code(talk.criteria, item), 20), "go", item) for item in found)


def _grid(row: cards.Row) -> list[cards.Row]:
    return [row[n : n + CODES_PER_ROW] for n in range(0, len(row), CODES_PER_ROW)]


# --- contents ------------------------------------------------------------------------------------------


def contents(talk: Talk, group: str = "") -> None:
    """All groups with ticks, or one group with its criteria."""
    found = next((each for each in talk.criteria.groups if group in (each.id, each.code)), None)
    if group == "tt":
        _info_contents(talk)
    elif group and found:
        _group_contents(talk, found)
    else:
        _all_contents(talk)


def _all_contents(talk: Talk) -> None:
    criteria, record = talk.criteria, talk.submission()
    unproven = set(without_evidence(criteria, record))
    lines, pressed = [], []
    fields = items.info_items(criteria)
    if fields:
        done = sum(item in record.answers for item in fields)
        lines.append(f"{words.INFO_GROUP}: {done}/{len(fields)}")
        pressed.append((button(f"{words.INFO_GROUP} {done}/{len(fields)}", "toc", "tt"),))
    short: list[cards.Row] = []
    for group in criteria.groups:
        ids = [criterion.id for criterion in group.criteria]
        done = sum(items.is_answered(criteria, record, item) for item in ids)
        lacking = len(unproven & set(ids))
        line = words.GROUP_LINE.format(code=group.code, name=group.name, done=done, count=len(ids))
        lines.append(line + (words.GROUP_UNPROVEN.format(count=lacking) if lacking else ""))
        short.append((button(cut(f"{group.code}. {group.name}", 40), "toc", group.id),))
    talk.show(
        Message(
            title=words.CONTENTS_TITLE, body="\n".join(lines), footer=cards.footer(talk),
            buttons=cards.rows(*pressed, *short, (primary(words.GO_ON, "cmd", "tieptuc"),)),
        )
    )  # fmt: skip


def _group_contents(talk: Talk, group: Group) -> None:
    criteria, sheet = talk.criteria, talk.sheet()
    unproven = set(without_evidence(criteria, talk.submission()))
    ids = [criterion.id for criterion in group.criteria]
    lines = [
        f"{_tick(talk, c.id, unproven)} {c.id} {cut(c.name, 70)}: "
        f"{number(sheet.scores[c.id].counted, 2)}/{maximum(c.max)}"
        for c in group.criteria
    ]
    marked = tuple(
        button(f"{_tick(talk, item, unproven)} {items.code(criteria, item)}", "go", item) for item in ids
    )
    talk.show(
        Message(
            title=f"{group.code}. {group.name}",
            body="\n".join(lines),
            footer=words.CONTENTS_LEGEND,
            buttons=cards.rows(
                *_grid(marked), _groups_around(talk, group), (button(words.ALL_GROUPS, "toc"),)
            ),
        )
    )


def _groups_around(talk: Talk, group: Group) -> cards.Row:
    groups = talk.criteria.groups
    at = groups.index(group)
    before = (button(f"‹ {groups[at - 1].code}", "toc", groups[at - 1].id),) if at else ()
    after = (button(f"{groups[at + 1].code} ›", "toc", groups[at + 1].id),) if at + 1 < len(groups) else ()
    return (*before, *after)


def _info_contents(talk: Talk) -> None:
    criteria, record = talk.criteria, talk.submission()
    lines, marked, section = [], [], ""
    for n, item in enumerate(items.info_items(criteria), start=1):
        field, tick = items.field_of(criteria, item), "✓" if item in record.answers else "○"
        if field.section != section:
            section = field.section
            lines.append(section)
        lines.append(f"{tick} {n}. {field.label}")
        marked.append(button(f"{tick} {n}", "go", item))
    everything = (button(words.ALL_GROUPS, "toc"),)
    body, found = "\n".join(lines), cards.rows(*_grid(tuple(marked)), everything)
    talk.show(Message(title=words.INFO_GROUP, body=body, footer=words.CONTENTS_LEGEND, buttons=found))


def _tick(talk: Talk, item: str, unproven: set[str]) -> str:
    record = talk.submission()
    if item in items.todo(talk.criteria, record):
        return "↩" if record.state == "returned" else "○"
    return "●" if item in unproven else "✓" if items.is_answered(talk.criteria, record, item) else "○"


# --- score and gaps ------------------------------------------------------------------------------------


def standing(talk: Talk, _argument: str = "") -> None:
    """The running score, group by group; the level, where there are levels; what is published of the unit."""
    sheet, criteria = talk.sheet(), talk.criteria
    before = year_on_year.then(criteria, talk.desk.earlier(talk.unit))
    lines = [
        words.STANDING_LINE.format(
            code=g.code, name=g.name, points=number(sheet.groups[g.id], 2),
            most=maximum(items.most(talk.campaign, g)),
        ) + year_on_year.of_group(criteria, sheet, before, g.id)
        for g in criteria.groups
    ]  # fmt: skip
    if talk.desk.before and (change := year_on_year.of_total(sheet, before, talk.desk.before.name)):
        lines.append(change)
    waiting = [c.id for c in criteria.criteria if sheet.scores[c.id].state == "provisional"]
    if waiting:
        lines.append(words.STANDING_PROVISIONAL.format(codes=", ".join(waiting)))
    record = talk.submission()
    published = results.published(talk, talk.unit)
    if published:
        lines = [*published, "", words.STANDING_OWN, *lines]
    else:
        lines += results.level_lines(talk, sheet)
    if not published and record.verified:
        lines.append(words.STANDING_VERIFIED.format(points=number(Fraction(record.verified), 2)))
    title = words.STANDING_PUBLISHED if published else words.STANDING_TITLE
    talk.show(
        Message(
            title=title.format(total=number(sheet.total, 2), most=maximum(sheet.base)),
            body="\n".join(lines),
            footer="" if published else cards.footer(talk),
            buttons=(
                (primary(words.GO_ON, "cmd", "tieptuc"), button(words.WHAT_IS_MISSING, "cmd", "conthieu")),
                charting.of_unit(talk),
            ),
        )
    )


def what_is_missing(talk: Talk, _argument: str = "") -> None:
    """Unanswered criteria with what they are worth, and those without evidence, each one press away."""
    blocks, codes = missing(talk)
    fields = (button(words.INFO_GROUP, "toc", "tt"),) if _open_fields(talk) else ()
    talk.show(
        Message(
            title=words.MISSING_TITLE,
            body="\n\n".join([*(blocks or [words.MISSING_NOTHING]), *filter(None, [deadlines.line(talk)])]),
            footer=cards.footer(talk),
            buttons=cards.rows(
                *_grid(_codes(talk, codes)),
                fields,
                (primary(words.GO_ON, "cmd", "tieptuc") if codes else primary(words.SUBMIT, "cmd", "nop"),),
            ),
        )
    )


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


# --- buttons -------------------------------------------------------------------------------------------


def go(talk: Talk, item: str, _version: str, _arg: str) -> None:
    answering.open_item(talk, item)


def skip(talk: Talk, item: str, _version: str, _arg: str) -> None:
    order = items.walk(talk.criteria)
    if item == "tt":
        fields = items.info_items(talk.criteria)
        answering.go_next(talk, fields[-1] if fields else "")
    elif item in items.todo(talk.criteria, talk.submission()) or item == order[-1]:
        answering.go_next(talk, item)
    else:
        answering.open_item(talk, items.neighbour(talk.criteria, item, 1))


def back(talk: Talk, item: str, _version: str, _arg: str) -> None:
    answering.open_item(talk, items.neighbour(talk.criteria, item, -1))


def more(talk: Talk, item: str, _version: str, _arg: str) -> None:
    if items.is_info(item):
        answering.open_item(talk, item)
    else:
        talk.show(cards.details(talk, item))


def contents_pressed(talk: Talk, item: str, _version: str, _arg: str) -> None:
    contents(talk, item)
