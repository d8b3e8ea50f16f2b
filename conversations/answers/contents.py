"""`/mucluc`: all groups with ticks, or one group with its criteria."""

from __future__ import annotations

from conversations.messages import Message, grid
from conversations.phrases import officer as words
from conversations.phrases.common import cut, maximum
from conversations.showing import cards, items
from conversations.talk import Talk, button, primary
from criteria.schema import Group
from criteria.vietnamese import number
from scoring.review import without_evidence


def show(talk: Talk, group: str = "") -> None:
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
                *grid(marked), _groups_around(talk, group), (button(words.ALL_GROUPS, "toc"),)
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
    body, found = "\n".join(lines), cards.rows(*grid(marked), everything)
    legend = words.CONTENTS_LEGEND if lines else ""
    talk.show(Message(title=words.INFO_GROUP, body=body or words.NO_INFO, footer=legend, buttons=found))


def _tick(talk: Talk, item: str, unproven: set[str]) -> str:
    record = talk.submission()
    if item in items.todo(talk.criteria, record):
        return "↩" if record.state == "returned" else "○"
    return "●" if item in unproven else "✓" if items.is_answered(talk.criteria, record, item) else "○"


def pressed(talk: Talk, item: str, _version: str, _arg: str) -> None:
    show(talk, item)
