"""What an item looks like in the chat while it is asked, and what stands on every card."""

from __future__ import annotations

from collections.abc import Iterable

from conversations import permission
from conversations.answers import inputs, linking, options, provisional
from conversations.messages import Button, Message, lines, paragraphs
from conversations.phrases import common, questions, rules, supplying
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.showing import exchanges, items, proofs
from conversations.talk import Talk, button, primary
from conversations.year import earlier
from conversations.year.supplied import held_line
from criteria.schema import Checklist, Choice, Criterion, Tiers
from criteria.vietnamese import number
from scoring.claims import needed
from scoring.facts import Claim
from scoring.records import Verdict
from scoring.review import heard, without_evidence
from scoring.sheet import verified_sheet

LONGEST_PAYLOAD = 60  # bytes; a channel carries 64, and the mark of a round is put behind
Row = tuple[Button, ...]


# --- the question --------------------------------------------------------------------------------------


def question(talk: Talk, item: str, *leads: str) -> Message:
    """The card on which an item is asked, or shown where it can't be changed."""
    criterion, locked = talk.criteria.by_id[item], permission.refusal(talk, item)
    named = proofs.asked(criterion, locked=bool(locked))
    blocks = [*leads, locked, _rule(criterion), _before(talk, item), earlier.said(talk, item), named]
    if criterion.notes or criterion.restored:
        blocks.append(words.ODD_PRINT)
    pressed: list[Row] = []
    if not locked:
        claim = inputs.draft(talk, criterion)
        blocks += _ask(talk, criterion, claim, named=True)
        pressed = choices(talk, criterion, claim)
    return Message(
        title=title(talk, item, words.TITLE),
        body=paragraphs(*blocks),
        footer=footer(talk),
        buttons=rows(*earlier.offers(talk, item), *pressed, *_ways_on(talk, item)),
    )


def next_input(talk: Talk, item: str, *leads: str) -> Message:
    """A shorter card between two figures of the same criterion."""
    criterion = talk.criteria.by_id[item]
    claim = inputs.draft(talk, criterion)
    return Message(
        title=title(talk, item, words.TITLE),
        body=paragraphs(*leads, *_ask(talk, criterion, claim)),
        buttons=rows(*choices(talk, criterion, claim), *_ways_on(talk, item)),
    )


def _rule(criterion: Criterion) -> str:
    most = words.MOST.format(points=number(criterion.max))
    rule = criterion.rule
    listed = rules.rows(criterion)
    if options.labelled(criterion) and options.numbered(criterion):
        printed = [f"{n}. {row}" for n, row in enumerate(listed, start=1)]
    else:
        printed = [f"• {row}" for row in listed]
    if isinstance(rule, Tiers) and rule.requires:
        printed.insert(0, words.NEEDS_FIRST.format(label=criterion.input(rule.requires).label))
    how = f"{most} {rules.how(criterion)}".strip()
    name = f"{criterion.heading}: {criterion.name}" if criterion.heading else criterion.name
    return lines(name, how, *printed)


def _reviewed(talk: Talk, item: str, verdict: Verdict | None) -> str:
    """What the reviewer wants of the unit, or has made of its own points; nothing of what was accepted."""
    if verdict is None or verdict.outcome == "accepted":
        return ""
    if verdict.outcome == "returned":
        return words.RETURNED_BECAUSE.format(reason=verdict.reason)
    own = talk.sheet()
    judged = verified_sheet(talk.criteria, talk.submission(), talk.peers(verified=True), own)
    before, after = (number(sheet.scores[item].counted, 2) for sheet in (own, judged))
    return words.ADJUSTED_BECAUSE.format(before=before, after=after, reason=verdict.reason)


def _before(talk: Talk, item: str) -> str:
    """The reviewer's word, the recorded answer and its evidence."""
    record = talk.submission()
    count = len(record.evidence.get(item, ()))
    told = [_reviewed(talk, item, heard(record, item))]
    if item in record.answers:
        derivation = provisional.derivation(talk, talk.criteria.by_id[item], talk.sheet().scores[item])
        told.append(words.GIVEN_BEFORE.format(derivation=derivation))
    elif items.is_answered(talk.criteria, record, item):
        told.append(supplying.SCORED_BY.format(derivation=talk.sheet().scores[item].derivation))
    told.append(held_line(talk, talk.criteria.by_id[item]))
    if count:
        told.append(words.EVIDENCE_COUNT.format(count=count))
    if item in record.explanations:
        told.append(words.EXPLAINED.format(text=cut(record.explanations[item], 200)))
    told.append(exchanges.told(talk, record, item))
    return lines(*told)


def _ask(talk: Talk, criterion: Criterion, claim: Claim, *, named: bool = False) -> list[str]:
    rule = criterion.rule
    if isinstance(rule, Choice) and not claim.chosen:
        return [words.PICK]
    if isinstance(rule, Checklist) and not talk.session.chosen:
        return [words.pick_several(len(rule.items))]
    asked = inputs.lines(talk, criterion, claim, named=named)
    hint = inputs.hint(talk, criterion, claim) or (words.ALL_KNOWN if asked else "")
    return [lines(*asked, hint, words.PICK_MORE if isinstance(rule, Checklist) else "")]


# --- buttons -------------------------------------------------------------------------------------------


def choices(talk: Talk, criterion: Criterion, claim: Claim) -> list[Row]:
    """Rows of answers that can be pressed to go on with the draft."""
    rule, item = criterion.rule, criterion.id
    version = talk.submission().version(item)
    if isinstance(rule, Choice) and not talk.session.chosen:
        return [(option_button(item, version, o.label, o.key),) for o in rule.options]
    if isinstance(rule, Checklist):
        return _ticks(talk, criterion, rule)
    if isinstance(rule, Tiers) and rule.pick:
        return [(option_button(item, version, t.label, str(n)),) for n, t in enumerate(rule.tiers, start=1)]
    waiting = inputs.open_keys(criterion, claim)
    if waiting and criterion.input(waiting[0]).type == "yes_no":
        key = waiting[0]
        yes = button(common.YES, "ans", item, version, f"{key}=1")
        no = button(common.NO, "ans", item, version, f"{key}=0")
        return [(yes, no)]
    if not waiting and needed(criterion, claim):
        return [(primary(words.TAKE, "ans", item, version, "="),)]
    return []


def option_button(item: str, version: int, label: str, key: str) -> Button:
    return button(cut(label), "ans", item, version, key)


def _ticks(talk: Talk, criterion: Criterion, rule: Checklist) -> list[Row]:
    version, chosen = talk.submission().version(criterion.id), talk.session.chosen
    ticked: list[Row] = [
        (button(f"{words.TICKED if o.key in chosen else words.UNTICKED} {cut(o.label, 58)}",
                "tick", criterion.id, version, o.key),)
        for o in rule.items
    ]  # fmt: skip
    return [*ticked, (primary(words.DONE, "ans", criterion.id, version, "="),)]


def _ways_on(talk: Talk, item: str) -> list[Row]:
    criterion, record = talk.criteria.by_id[item], talk.submission()
    found: list[Row] = []
    locked = permission.refusal(talk, item)
    if criterion.not_applicable and not locked:
        found.append((button(words.NOT_APPLICABLE, "na", item, record.version(item)),))
    if item in record.answers:
        keep = (
            []
            if locked or inputs.half_given(talk, item)
            else [primary(words.RIGHT_GO_ON, "ok", item, record.version(item))]
        )
        found.append((*keep, evidence_button(talk, item)))
    elif record.evidence.get(item):
        found.append((evidence_button(talk, item),))
    if item in exchanges.waiting(talk, record):
        found.append((primary(questions.REPLY, "reply", item),))
    sources = [linking.changeable(talk, given) for given in criterion.inputs]
    for source in dict.fromkeys(source for source in sources if source in record.answers):
        label = cut(items.name(talk.criteria, source), 40)
        found.append((button(words.CHANGE_SOURCE.format(label=f"“{label}”"), "go", source),))
    return [
        *found,
        previous_and_next(item, locked=bool(locked)),
        (button(words.MORE, "more", item), button(words.CONTENTS, "toc")),
    ]


def previous_and_next(item: str, *, locked: bool) -> Row:
    """What cannot be answered is not skipped: one only goes on."""
    return (button(words.PREVIOUS, "back", item), button(words.NEXT if locked else words.SKIP, "skip", item))


def evidence_button(talk: Talk, item: str) -> Button:
    count = len(talk.submission().evidence.get(item, ()))
    return button(f"{words.EVIDENCE} ({count})" if count else words.EVIDENCE, "files", item)


def codes(talk: Talk, found: Iterable[str]) -> Row:
    """A button with its code for each of the items."""
    return tuple(button(cut(items.code(talk.criteria, item), 20), "go", item) for item in found)


def rows(*found: Iterable[Button]) -> tuple[Row, ...]:
    """Button rows without those whose payload no channel could carry."""
    fitting = (tuple(b for b in row if len(b.payload.encode()) <= LONGEST_PAYLOAD) for row in found)
    return tuple(row for row in fitting if row)


# --- what stands on every card --------------------------------------------------------------------------


def footer(talk: Talk) -> str:
    """The running score."""
    criteria, record, sheet = talk.criteria, talk.submission(), talk.sheet()
    unproven = len(without_evidence(criteria, record, sheet.scores))
    return words.footer(sheet.total, sheet.base, (sheet.answered, len(criteria.criteria)), unproven)


def title(talk: Talk, item: str, template: str) -> str:
    """Where the item stands among all, its code and its group."""
    n, of = items.place(talk.criteria, item)
    group = talk.criteria.group_of(item).name
    return template.format(n=n, of=of, code=items.code(talk.criteria, item), group=group)
