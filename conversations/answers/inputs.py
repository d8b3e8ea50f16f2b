"""The claim that is being put together for a criterion: what is known, what was typed, what is asked."""

from __future__ import annotations

import re

from conversations import permission
from conversations.answers import linking
from conversations.answers.figures import shown
from conversations.phrases import doubting, supplying
from conversations.phrases import officer as words
from conversations.showing import items
from conversations.talk import Talk
from conversations.year.supplied import supplier
from criteria.reading import Reason
from criteria.schema import Checklist, Choice, Criterion, InfoField, Input, InputType, Points, Tiers
from criteria.vietnamese import number
from scoring.claims import needed
from scoring.facts import Claim


def draft(talk: Talk, criterion: Criterion) -> Claim:
    """What is known of the claim so far: linked figures, overridden by those typed just now."""
    session, record = talk.session, talk.submission()
    values = held(talk, criterion)
    for item in criterion.inputs:
        text = linking.known(talk.criteria, record, item) if item.same_as else None
        if text is not None:
            values[item.key] = text
    claim = Claim(values={**values, **session.entry}, chosen=session.chosen)
    wanted = tuple(key for key in needed(criterion, claim) if key in claim.values)
    if wanted == tuple(claim.values):
        return claim
    return claim.model_copy(update={"values": {key: claim.values[key] for key in wanted}})


def ticked(talk: Talk, item: str) -> tuple[str, ...]:
    """The items of a checklist that are on record, to be ticked on or off; none of any other rule."""
    criterion, claim = talk.criteria.by_id.get(item), talk.submission().claim(item)
    return claim.chosen if criterion and claim and isinstance(criterion.rule, Checklist) else ()


def half_given(talk: Talk, item: str) -> bool:
    """Whether something was typed, chosen or ticked for the open item that is not on record yet."""
    session = talk.session
    if (session.place, session.item) != ("question", item) or permission.refusal(talk, item):
        return False
    as_shown = session.version == talk.submission().version(item)
    return as_shown and (bool(session.entry) or session.chosen != ticked(talk, item))


def held(talk: Talk, criterion: Criterion) -> dict[str, str]:
    """Figures that the authority holds of a criterion whose other figures are the unit's, by input key."""
    supplied = talk.submission().supplied.get(criterion.id)
    return dict(supplied.values) if supplied and not criterion.from_authority else {}


def open_keys(criterion: Criterion, claim: Claim) -> tuple[str, ...]:
    """Inputs that the claim still lacks, in printed order; none while a choice has to be made first."""
    if isinstance(criterion.rule, Choice) and not claim.chosen:
        return ()
    return tuple(key for key in needed(criterion, claim) if key not in claim.values)


def lines(talk: Talk, criterion: Criterion, claim: Claim, *, named: bool = False) -> list[str]:
    """The inputs in printed order with what the draft has of them; the one that is asked now is marked.

    ``named``: the criterion's name stands above, so a label that says the same is not repeated.
    """
    wanted, asked = needed(criterion, claim), open_keys(criterion, claim)[:1]
    found = []
    for key in wanted:
        given = criterion.input(key)
        label = (
            words.LETTERED.format(key=key, label=given.label)
            if len(wanted) > 1 and len(key) == 1
            else given.label
        )
        line = (
            asking(given, _short(given, criterion.name) if named and len(wanted) == 1 else label)
            if key in asked
            else _line(talk, criterion, key, label, claim.values.get(key))
        )
        found.append(line + ("" if key in claim.values else _on_record(talk, criterion, given)))
    return found


def _on_record(talk: Talk, criterion: Criterion, given: Input) -> str:
    """``(đã ghi: 5)`` of a figure that waits to be typed anew beside another that was."""
    claim = talk.submission().claim(criterion.id)
    if claim is None or given.key not in claim.values or not half_given(talk, criterion.id):
        return ""
    return words.ON_RECORD.format(value=shown(given, claim.values[given.key]))


def asking(given: Input | InfoField, label: str) -> str:
    """The question for a figure, with its unit where the label does not say it."""
    said = set(_words(label))
    told = given.type == "frequency" or not given.unit or set(_words(given.unit)) <= said
    template = words.UNIT_COUNTED if given.type == "count" else words.UNIT_HINT
    return words.ASKING.format(label=label, unit="" if told else template.format(unit=given.unit))


def _short(given: Input, name: str) -> str:
    """A word for a figure whose label repeats the name, unit included; else its label."""
    if _words(given.label) != _words(name):
        return given.label
    word = words.THIS_SHARE if given.type == "ratio" else words.THIS_FIGURE
    return f"{word} ({given.unit})" if given.unit and given.type != "ratio" else word


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _line(talk: Talk, criterion: Criterion, key: str, label: str, text: str | None) -> str:
    given = criterion.input(key)
    if text is None:
        return label
    value = shown(given, text)
    if key not in talk.session.entry and held(talk, criterion).get(key) == text and not given.same_as:
        return supplying.FROM_AUTHORITY.format(label=label, value=value, who=supplier(criterion))
    if given.key in talk.session.entry or not given.same_as:
        return words.ENTERED.format(label=label, value=value)
    item = linking.source_item(talk.criteria, given.same_as[0])[0]
    if items.is_info(item):
        return words.FROM_INFO.format(label=label, value=value, source=" + ".join(given.same_as))
    return words.FROM_CRITERION.format(label=label, value=value, source=item)


def hint(talk: Talk, criterion: Criterion, claim: Claim) -> str:
    """How to type the figure that the draft lacks next."""
    waiting = open_keys(criterion, claim)
    if not waiting:
        return ""
    kind = criterion.input(waiting[0]).type
    if isinstance(criterion.rule, Tiers) and criterion.rule.pick:
        return words.PICK_OR_TYPE.get(kind, words.PICK_OR_FIGURE)
    if kind == "yes_no":
        return words.PICK_YES_NO
    lead = words.TYPE_SHARE if kind == "ratio" else words.TYPE_AMOUNT
    lead = lead.format(example=example(criterion, kind))
    if len(needed(criterion, claim)) > 1 and not talk.session.entry:
        return f"{lead} {several_hint(criterion, claim)}".strip()
    return lead


def example(criterion: Criterion, kind: InputType) -> str:
    """A figure of the size that the rule counts in."""
    rule = criterion.rule
    if kind not in ("count", "amount"):
        return words.EXAMPLES[kind]
    if isinstance(rule, Points):
        return words.EXAMPLE_FEW
    lone = isinstance(rule, Tiers) and len(rule.of.names) == 1
    ends = [end for tier in rule.tiers for end in tier.ends] if isinstance(rule, Tiers) and lone else []
    return number(max(ends)) if ends else words.EXAMPLES[kind]


def why_not(kind: str, reason: Reason) -> str:
    """Why a figure can't be taken, with a place for an example; ``421/512%`` is a share, but not alone."""
    alone = kind == "ratio" and reason == "percent_not_allowed"
    return doubting.RATIO_ALONE if alone else doubting.WHY_NOT[reason]


def several_hint(criterion: Criterion, claim: Claim) -> str:
    """How all figures of the claim are typed at once."""
    keys, over = needed(criterion, claim), criterion.over
    if over and len(keys) == 2:
        amount = any(criterion.input(key).type == "amount" for key in keys)
        return words.OR_BOTH.format(pair="/".join(over), example="12,5/480" if amount else "421/512")
    if all(criterion.input(key).type in ("count", "amount") for key in keys) and len(keys) > 1:
        few = "; ".join([words.EXAMPLE_FEW] * len(keys))
        example = few if isinstance(criterion.rule, Points) else several_example(len(keys))
        return words.OR_ALL.format(example=example)
    return ""


def several_example(count: int) -> str:
    """``120; 35; 80; 30``."""
    return "; ".join(("120", "35", "80", "30", "12", "7")[:count])
