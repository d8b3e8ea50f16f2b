"""The rows of the sheet on which a unit answers without a connection: the same questions as in the chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from conversations.answers import linking, options
from conversations.dossier import remarks
from conversations.phrases import common, rules
from conversations.phrases import offline as words
from conversations.phrases import remarks as remark_words
from conversations.year import figure_lists
from criteria.schema import Checklist, CriteriaSet, Criterion, InfoField, Input, Tiers
from criteria.vietnamese import number
from scoring.facts import Claim
from scoring.records import INFO, Submission

CHOICE, ABSENT, TICK = "=", "!", "+"
"""What stands behind the item in the id of a row that is no figure."""
LONGEST_LABEL = 200  # characters of an option in a drop-down
YES_NO = (common.YES, common.NO)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``key``: an input's key, one of the marks above (a tick's with the key of its item), or the
    topic of a remark; ``choices``: what its drop-down offers.
    """

    id: str
    kind: Literal["group", "item", "ask", "remark"]
    item: str = ""
    key: str = ""
    code: str = ""
    text: str = ""
    measure: str = ""
    choices: tuple[str, ...] = ()
    asked: InfoField | Input | None = None


def rows(criteria: CriteriaSet) -> Iterator[Row]:
    """Every row in the order of the sheet: general information, the criteria by groups, then remarks."""
    yield from _info_rows(criteria)
    for place, group in enumerate(criteria.groups):
        yield Row(f"#{place}", "group", code=group.code, text=group.name)
        for criterion in group.criteria:
            yield from _criterion_rows(criterion)
    yield Row("#+", "group", text=remark_words.BOTH)
    for topic in remarks.TOPICS:
        text = words.ROW_REMARK.format(name=remark_words.NAMES[topic], most=number(remarks.LENGTH.stop - 1))
        yield Row(f"#{topic}", "remark", key=topic, text=text)


def _info_rows(criteria: CriteriaSet) -> Iterator[Row]:
    above = None
    for field in criteria.general_info:
        if field.section != above:
            above = field.section
            yield Row(f"#{INFO}{field.key}", "group", text=above or words.INFO)
        item = INFO + field.key
        yield Row(item, "ask", item, linking.VALUE, field.key, field.label, field.unit, asked=field)


def _criterion_rows(criterion: Criterion) -> Iterator[Row]:
    item = criterion.id
    most = words.POINTS.format(points=number(criterion.max))
    yield Row(item, "item", item, code=item, text=_official(criterion), measure=most)
    if not isinstance(criterion.rule, Checklist) and options.labelled(criterion):
        said = words.ROW_PICK if isinstance(criterion.rule, Tiers) else words.ROW_CHOICE
        yield Row(f"{item}|{CHOICE}", "ask", item, CHOICE, text=said, choices=numbered(criterion))
    elif isinstance(criterion.rule, Checklist):
        for key, label in options.labelled(criterion).items():
            mark = TICK + key
            yield Row(f"{item}|{mark}", "ask", item, mark, text=label, choices=YES_NO)
    for given in criterion.inputs:
        if given.key in criterion.used:
            yield _input_row(criterion, given)
    if criterion.not_applicable is not None:
        text = words.ROW_ABSENT.format(when=criterion.not_applicable.when)
        yield Row(f"{item}|{ABSENT}", "ask", item, ABSENT, text=text, choices=(words.ABSENT,))


def _official(criterion: Criterion) -> str:
    name = f"{criterion.heading}: {criterion.name}" if criterion.heading else criterion.name
    listed = (f"- {row}" for row in rules.rows(criterion))
    return "\n".join(line for line in (name, rules.how(criterion), *listed) if line)


def _input_row(criterion: Criterion, given: Input) -> Row:
    label = given.label
    if len(criterion.used) > 1 and len(given.key) == 1:
        label = words.ROW_LETTERED.format(key=given.key, label=label)
    if given.same_as:
        label = words.ROW_LINKED.format(label=label, sources=" + ".join(given.same_as))
    elif given.source == "authority":
        label = words.ROW_SUPPLIED.format(label=label)
    choices = YES_NO if given.type == "yes_no" else ()
    row_id = f"{criterion.id}|{given.key}"
    return Row(row_id, "ask", criterion.id, given.key, "", label, given.unit, choices, given)


def numbered(criterion: Criterion) -> tuple[str, ...]:
    """The options of a drop-down, each with its place: labels alone may be alike."""
    labels = options.labelled(criterion).values()
    return tuple(
        words.NUMBERED.format(n=n, label=common.cut(label, LONGEST_LABEL))
        for n, label in enumerate(labels, 1)
    )


# --- what stands in the cells --------------------------------------------------------------------------


def cells(criteria: CriteriaSet, record: Submission) -> dict[str, str]:
    """The recorded answers as the sheet shows them, by the id of their row."""
    found: dict[str, str] = {}
    for field in criteria.general_info:
        claim = record.claim(INFO + field.key)
        if claim is not None:
            found[INFO + field.key] = written(field, claim.values[linking.VALUE])
    for criterion in criteria.criteria:
        claim = record.claim(criterion.id)
        if claim is not None:
            shown = claim_cells(criterion, claim)
            found.update({f"{criterion.id}|{key}": text for key, text in shown.items()})
    return {**found, **{f"#{topic}": text for topic, text in record.remarks.items()}}


def claim_cells(criterion: Criterion, claim: Claim) -> Mapping[str, str]:
    """The cells of one claim by the keys of their rows."""
    if claim.not_applicable:
        return {ABSENT: words.ABSENT}
    keys = list(options.labelled(criterion))
    found: dict[str, str] = {}
    if isinstance(criterion.rule, Checklist):
        found = {TICK + key: YES_NO[key not in claim.chosen] for key in keys}
    elif claim.chosen and claim.chosen[0] in keys:
        found = {CHOICE: numbered(criterion)[keys.index(claim.chosen[0])]}
    known = {given.key: given for given in criterion.inputs}
    shown = {key: written(known[key], text) for key, text in claim.values.items() if key in known}
    return {**found, **shown}


def written(asked: InfoField | Input, text: str) -> str:
    """A recorded figure as the sheet shows it: ``1234,5``, Có, or a text as it stands."""
    if asked.type == "text":
        return text
    if asked.type == "yes_no":
        return YES_NO[text != "1"]
    return figure_lists.spelled(text)
