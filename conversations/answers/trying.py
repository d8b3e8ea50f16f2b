"""What-if, and the cheapest points that are left. Nothing here is ever recorded."""

from __future__ import annotations

import math
from fractions import Fraction

from conversations import permission
from conversations.answers import figures, linking, options, provisional
from conversations.answers.inputs import several_example
from conversations.messages import Message, grid
from conversations.phrases import doubting, results, rules, trying
from conversations.phrases import officer as words
from conversations.phrases.common import cut, maximum
from conversations.showing import cards, items, recorded
from conversations.talk import Talk, button, primary
from criteria.reading import NotANumber
from criteria.schema import Checklist, Choice, Criterion, Ratio, Tiers
from criteria.vietnamese import number
from scoring.claims import complete, figure, needed
from scoring.facts import Claim
from scoring.rules import Score, score

ADVICES = 7


# --- what if -------------------------------------------------------------------------------------------


def what_if(talk: Talk, argument: str) -> None:
    """``3.2 450``, ``3.2 450/512``, ``1.1 2``, or only the answer for the open criterion."""
    head, _, rest = argument.partition(" ")
    item = items.find(talk.criteria, head)
    typed = rest.strip()
    if not item and _fits_open(talk, argument):
        item, typed = talk.session.item, argument
    if not item and (head[:1].isdecimal() or items.like_a_code(head)):
        near = [button(items.code(talk.criteria, i), "go", i) for i in items.nearest(talk.criteria, head)]
        talk.show(Message(body=words.NO_SUCH_CODE.format(code=cut(head, 20)), buttons=cards.rows(near)))
    elif not item or not typed:
        talk.show(Message(body=trying.TRY_HOW.format(example=_example(talk)), buttons=_back(talk)))
    else:
        _try(talk, talk.criteria.by_id[item], typed)


def _fits_open(talk: Talk, argument: str) -> bool:
    """Whether what begins with no criterion's code may be meant for the open one: not what looks like a code
    and its answer, unless the open one can be answered so.
    """
    criterion = talk.criteria.by_id.get(talk.session.item)
    head, _, rest = argument.partition(" ")
    if criterion is None or not (rest and items.like_a_code(head)):
        return criterion is not None
    return _claim(talk, criterion, argument)[0] is not None


def _try(talk: Talk, criterion: Criterion, typed: str) -> None:
    claim, why = _claim(talk, criterion, typed)
    if claim is None:
        talk.show(Message(body=trying.TRY_NOT_READ.format(why=why), buttons=_back(talk)))
    elif not complete(criterion, claim):
        keys = needed(criterion, claim)
        example = f"{criterion.id} {several_example(len(keys))}"
        asked = trying.TRY_MORE.format(
            code=criterion.id, count=len(keys), keys=", ".join(keys), example=example
        )
        talk.show(Message(body=asked, buttons=_back(talk)))
    else:
        _tell(talk, criterion, score(criterion, claim, talk.peers()))


def _claim(talk: Talk, criterion: Criterion, typed: str) -> tuple[Claim | None, str]:
    """The claim as it would be, or why it can't be read."""
    chosen = options.several(criterion, typed) if isinstance(criterion.rule, Checklist) else None
    key = options.typed(criterion, typed)
    if chosen is not None or key:
        return Claim(chosen=chosen if chosen is not None else (key,)), ""
    if isinstance(criterion.rule, Choice | Checklist):
        head, _, rest = typed.partition(" ")
        key = options.match(criterion, head)
        if not key or not rest:
            return None, doubting.PICK_RANGE.format(count=len(options.labelled(criterion)))
        return _with_figures(talk, criterion, Claim(chosen=(key,)), rest)
    return _with_figures(talk, criterion, Claim(), typed)


def _with_figures(talk: Talk, criterion: Criterion, claim: Claim, typed: str) -> tuple[Claim | None, str]:
    known = _known(talk, criterion)
    wanted = needed(criterion, claim)
    linked = [key for key in wanted if criterion.input(key).same_as and key in known]
    readings = figures.read_all(criterion, wanted, [key for key in wanted if key not in linked], typed)
    values = dict(known)
    for key, reading in readings.items():
        given = criterion.input(key)
        if isinstance(reading, NotANumber):
            return None, doubting.WHY_NOT[reading.reason].format(example=words.EXAMPLES[given.type])
        values[key] = figures.candidates(given, reading)[0]  # a guess harms nothing here
    return claim.model_copy(update={"values": {key: values[key] for key in wanted if key in values}}), ""


def _known(talk: Talk, criterion: Criterion) -> dict[str, str]:
    record = talk.submission()
    claim = record.claim(criterion.id)
    linked = {item.key: linking.known(talk.criteria, record, item) for item in criterion.inputs}
    return {**{k: t for k, t in linked.items() if t is not None}, **(claim.values if claim else {})}


def _tell(talk: Talk, criterion: Criterion, then: Score) -> None:
    sheet = talk.sheet()
    change = then.counted - sheet.scores[criterion.id].counted
    now, most = number(sheet.total, 2), maximum(sheet.base)
    signed = ("+" if change > 0 else "") + number(change, 2)
    total = (
        trying.TRY_TOTAL.format(then=number(sheet.total + change, 2), most=most, now=now, change=signed)
        if change
        else trying.TRY_SAME.format(now=now, most=most)
    )
    derivation = provisional.derivation(talk, criterion, then)
    talk.show(
        Message(
            title=trying.TRY_TITLE.format(code=criterion.id),
            body="\n\n".join([derivation, *recorded.states(criterion, then), total]),
            footer=trying.TRY_NOT_KEPT,
            buttons=cards.rows(
                (button(doubting.OPEN.format(code=criterion.id), "go", criterion.id),), *_back(talk)
            ),
        )
    )


def _example(talk: Talk) -> str:
    """A criterion of this set with one open figure."""
    found = (c for c in talk.criteria.criteria if isinstance(c.rule, Ratio))
    criterion = next(found, talk.criteria.criteria[0])
    return f"{criterion.id} 450/512" if len(criterion.inputs) > 1 else f"{criterion.id} 82,5%"


def _back(talk: Talk) -> tuple[cards.Row, ...]:
    item = talk.session.item
    if item and items.exists(talk.criteria, item):
        return ((button(words.BACK_TO_QUESTION, "go", item),),)
    return ((primary(words.GO_ON, "cmd", "tieptuc"),),)


# --- the cheapest points -------------------------------------------------------------------------------


def cheapest(talk: Talk, _argument: str = "") -> None:
    """Where points are still to be had: questions that only want an answer first, then the largest gains."""
    sheet, record = talk.sheet(), talk.submission()
    if permission.is_locked(talk):
        see = ((button(results.SEE_SCORE, "cmd", "diem"),),)
        talk.show(Message(body=trying.ADVICE_OVER, buttons=see))
        return
    found = []
    for criterion in talk.criteria.criteria:
        result = sheet.scores[criterion.id]
        gain = criterion.max - result.counted
        if gain > 0 and result.state != "not_applicable":
            found.append((_effort(criterion, result), -gain, criterion))
    found.sort(key=lambda each: each[:2])
    best = [criterion for _, _, criterion in found[:ADVICES]]
    lines = [advice(criterion, sheet.scores[criterion.id], record.claim(criterion.id)) for criterion in best]
    codes = tuple(button(criterion.id, "go", criterion.id) for criterion in best)
    talk.show(
        Message(
            title=trying.ADVICE_TITLE,
            body="\n".join(lines) or trying.ADVICE_NONE,
            footer=cards.footer(talk),
            buttons=cards.rows(*grid(codes), (primary(words.GO_ON, "cmd", "tieptuc"),)),
        )
    )


def _effort(criterion: Criterion, result: Score) -> int:
    """0: press one button · 1: type figures · 2: something has to improve in the unit itself."""
    if result.state != "missing":
        return 2
    return 0 if isinstance(criterion.rule, Choice | Checklist) else 1


def advice(criterion: Criterion, result: Score, claim: Claim | None) -> str:
    """One line: what is missing for how many points; ``claim``: the unit's own, where it has one."""
    gain = number(criterion.max - result.counted, 2)
    rule = criterion.rule
    if result.state == "missing":
        return trying.ADVICE_OPEN.format(code=criterion.id, gain=gain)
    if criterion.relative:
        return trying.ADVICE_RELATIVE.format(code=criterion.id, gain=gain)
    if isinstance(rule, Choice | Tiers):
        listed = rule.options if isinstance(rule, Choice) else rule.tiers
        best = rules.best(listed, criterion)
        if best is not None:
            return trying.ADVICE_OPTION.format(code=criterion.id, gain=gain, label=cut(best.label))
    more = _more_needed(criterion, claim) if claim else None
    if more is None:
        return trying.ADVICE_GAIN.format(code=criterion.id, gain=gain)
    key, count = more
    return trying.ADVICE_MORE.format(code=criterion.id, gain=gain, key=key, count=number(count, 2))


def _more_needed(criterion: Criterion, claim: Claim) -> tuple[str, Fraction] | None:
    """By how much the numerator must grow for all points, where the rule is one figure over another."""
    pair, rule = criterion.over, criterion.rule
    if pair is None or not isinstance(rule, Ratio) or any(key not in claim.values for key in pair):
        return None
    top, bottom = (figure(claim.values[key]) for key in pair)
    lacking = (rule.target if rule.target is not None else Fraction(1)) * bottom - top
    if lacking <= 0:
        return None
    whole = criterion.input(pair[0]).type == "count"
    return pair[0], Fraction(math.ceil(lacking)) if whole else lacking
