"""What an item looks like in the chat: the question, its details, and the answer as recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conversations import permission, roles
from conversations.answers import inputs, linking, options, provisional
from conversations.messages import Button, Message
from conversations.phrases import common, people, questions, rules, supplying
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
from scoring.review import without_evidence
from scoring.rules import Score

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
        title=_title(talk, item, words.TITLE),
        body=blocks_of(blocks),
        footer=footer(talk),
        buttons=rows(*earlier.offers(talk, item), *pressed, *_ways_on(talk, item)),
    )


def next_input(talk: Talk, item: str, *leads: str) -> Message:
    """A shorter card between two figures of the same criterion."""
    criterion = talk.criteria.by_id[item]
    claim = inputs.draft(talk, criterion)
    return Message(
        title=_title(talk, item, words.TITLE),
        body=blocks_of([*leads, *_ask(talk, criterion, claim)]),
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
    return lines(
        [f"{criterion.heading}: {criterion.name}" if criterion.heading else criterion.name, how, *printed]
    )


_TOLD = {
    ("returned", "returned"): words.RETURNED_BECAUSE,
    ("adjusted", "verified"): words.ADJUSTED_BECAUSE,
    ("adjusted", "approved"): words.ADJUSTED_BECAUSE,
}
"""What a unit hears of a verdict, and in which state of its submission."""


def _before(talk: Talk, item: str) -> str:
    """The reviewer's word, the recorded answer and its evidence."""
    record = talk.submission()
    verdict, count = record.verdicts.get(item), len(record.evidence.get(item, ()))
    told = []
    if verdict and (verdict.outcome, record.state) in _TOLD:
        told.append(_TOLD[verdict.outcome, record.state].format(reason=verdict.reason))
    if item in record.answers:
        derivation = provisional.derivation(talk, talk.criteria.by_id[item], _score(talk, item))
        told.append(words.GIVEN_BEFORE.format(derivation=derivation))
    elif items.is_answered(talk.criteria, record, item):
        told.append(supplying.SCORED_BY.format(derivation=talk.sheet().scores[item].derivation))
    told.append(held_line(talk, talk.criteria.by_id[item]))
    if count:
        told.append(words.EVIDENCE_COUNT.format(count=count))
    if item in record.explanations:
        told.append(words.EXPLAINED.format(text=cut(record.explanations[item], 200)))
    told.append(exchanges.told(talk, record, item))
    return lines(told)


def _ask(talk: Talk, criterion: Criterion, claim: Claim, *, named: bool = False) -> list[str]:
    rule = criterion.rule
    if isinstance(rule, Choice) and not claim.chosen:
        return [words.PICK]
    if isinstance(rule, Checklist) and not talk.session.chosen:
        return [words.PICK_SEVERAL]
    known = words.ALL_KNOWN if not inputs.open_keys(criterion, claim) else ""
    asked = inputs.lines(talk, criterion, claim, named=named)
    return [lines([*asked, inputs.hint(talk, criterion, claim), known])]


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
        keep = [] if locked else [primary(words.RIGHT_GO_ON, "ok", item, record.version(item))]
        found.append((*keep, evidence_button(talk, item)))
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


def rows(*found: Iterable[Button]) -> tuple[Row, ...]:
    """Button rows without those whose payload no channel could carry."""
    fitting = (tuple(b for b in row if len(b.payload.encode()) <= LONGEST_PAYLOAD) for row in found)
    return tuple(row for row in fitting if row)


# --- details and the recorded answer -------------------------------------------------------------------


def details(talk: Talk, item: str) -> Message:
    """The clause as printed, who supplies and verifies the figures, and what was ruled on the print."""
    criterion = talk.criteria.by_id[item]
    blocks = [
        criterion.name,
        words.MORE_SOURCE.format(source=criterion.data_source) if criterion.data_source else "",
        words.MORE_VERIFIER.format(verifier=criterion.verifier.rstrip(" ,")) if criterion.verifier else "",
        words.MORE_EVIDENCE.format(evidence=criterion.evidence) if criterion.evidence else "",
        *(_note(note.print, note.ruling, note.why) for note in criterion.notes),
        *(words.MORE_RESTORED.format(print=r.print, value=r.value, why=r.why) for r in criterion.restored),
    ]
    return Message(
        title=_title(talk, item, words.TITLE),
        body=blocks_of(blocks),
        quote=criterion.quote,
        footer=talk.criteria.clause(criterion),
        buttons=rows((primary(words.BACK_TO_QUESTION, "go", item),), _hand_on(talk, item)),
    )


def _hand_on(talk: Talk, item: str) -> Row:
    """Where the item can be answered, it can also be handed to a colleague."""
    if roles.assigned(talk) or permission.refusal(talk, item):
        return ()
    return (button(people.ASSIGN, "as", item),)


def _note(printed: str, ruling: str, why: str) -> str:
    quoted = words.MORE_PRINT.format(print=printed.removeprefix("- ").rstrip(";")) if printed else ""
    return lines(
        [quoted, words.MORE_RULING.format(ruling=ruling), words.MORE_WHY.format(why=why) if why else ""]
    )


def answered(talk: Talk, item: str, *leads: str, moves: Sequence[linking.Move] = ()) -> Message:
    """The recorded answer with its derivation, and the evidence that is asked for."""
    criterion, record = talk.criteria.by_id[item], talk.submission()
    result = _score(talk, item)
    version = record.version(item)
    blocks = [
        *leads,
        criterion.name,
        provisional.derivation(talk, criterion, result),
        held_line(talk, criterion),
        *states(criterion, result),
        moved(moves),
        *proofs.given(talk, criterion),
    ]
    return Message(
        title=_title(talk, item, words.ANSWERED_TITLE),
        body=blocks_of(blocks),
        footer=footer(talk),
        buttons=rows(
            (primary(words.RIGHT_GO_ON, "ok", item, version), button(words.CHANGE, "edit", item, version)),
            (evidence_button(talk, item), button(words.EXPLAIN, "explain", item)),
        ),
    )


def states(criterion: Criterion, result: Score) -> list[str]:
    """A line for whatever about the points is not final or not usual."""
    told = [words.PROVISIONAL] if result.state == "provisional" else []
    if "zero_denominator" in result.flags:
        told.append(words.UNDETERMINED)
    if "no_peer" in result.flags:
        told.append(words.NO_PEER)
    told += [words.ABOVE_WHOLE] if "above_whole" in result.flags and criterion.of_whole else []
    return told + ([words.TIER_HOLE] if "tier_hole" in result.flags else [])


def moved(moves: Sequence[linking.Move]) -> str:
    """Which scores moved from what to what."""
    listed = [_moved(each) for each in moves]
    return lines([words.MOVED, *listed]) if listed else ""


def _moved(move: linking.Move) -> str:
    before, after = number(move.before.counted, 2), number(move.after.counted, 2)
    template = words.MOVED_LINE if before != after else words.UNMOVED_LINE
    return template.format(code=move.criterion.id, before=before, after=after)


def footer(talk: Talk) -> str:
    """The running score."""
    criteria, record, sheet = talk.criteria, talk.submission(), talk.sheet()
    unproven = len(without_evidence(criteria, record, sheet.scores))
    return words.footer(sheet.total, sheet.base, (sheet.answered, len(criteria.criteria)), unproven)


def _score(talk: Talk, item: str) -> Score:
    return talk.sheet().scores[item]


def _title(talk: Talk, item: str, template: str) -> str:
    n, of = items.place(talk.criteria, item)
    group = talk.criteria.group_of(item).name
    return template.format(n=n, of=of, code=items.code(talk.criteria, item), group=group)


def lines(found: Iterable[str]) -> str:
    return "\n".join(line for line in found if line)


def blocks_of(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block)
