"""What a filled-in sheet would change, and what was recorded of it, in sentences."""

from __future__ import annotations

from fractions import Fraction

from conversations.phrases import offline as words
from conversations.phrases.common import cut
from conversations.sheets.offline_plans import Change, Plan
from conversations.sheets.told_claims import code_of, told
from conversations.talk import Talk
from criteria.vietnamese import number
from scoring.facts import RemarkGiven, Topic
from scoring.review import without_evidence


def lines(talk: Talk, found: Plan, most: int) -> list[str]:
    """What would change, what deserves a look and what is left out, one line each."""
    new = sum(1 for change in found.changes if change.before is None)
    told_ = [_change(talk, change) for change in found.changes]
    listed = [words.COUNTS.format(new=new, changed=len(found.changes) - new), *some(told_, words.MORE, most)]
    body = listed if found.changes else [] if found.acts else [words.NOTHING]
    if found.explained:
        body.append(words.EXPLANATIONS.format(codes=_codes(talk, found.explained)))
    body += [_remark(talk, found, topic) for topic in found.remarked]
    if found.changes:
        body.append(score_line(words.SCORE, found))
    if found.remarks:
        remarks = [
            words.REMARK.format(code=code_of(talk.criteria, item), text=text) for item, text in found.remarks
        ]
        body += ["", words.REMARKS, *some(remarks, words.AND_MORE, most)]
    for why, left in found.left_out.items():
        body += ["", words.LEFT_OUT.format(codes=_codes(talk, left), why=why)]
    return body


def _change(talk: Talk, change: Change) -> str:
    code, after = code_of(talk.criteria, change.item), told(talk.criteria, change.item, change.after)
    if change.before is None:
        return words.NEW.format(code=code, after=after)
    return words.CHANGED.format(
        code=code, before=told(talk.criteria, change.item, change.before), after=after
    )


def _remark(talk: Talk, found: Plan, topic: Topic) -> str:
    """What a unit says besides figures, as it is and as it would be."""
    texts = {act.fact.topic: act.fact.text for act in found.acts if isinstance(act.fact, RemarkGiven)}
    before, after = talk.submission().remarks.get(topic, ""), texts[topic]
    told_ = {"code": code_of(talk.criteria, topic), "after": cut(after) if after else words.REMOVED}
    return words.CHANGED.format(before=cut(before), **told_) if before else words.NEW.format(**told_)


def score_line(template: str, found: Plan, **more: object) -> str:
    """Score before and after."""
    return template.format(before=_points(found.before), after=_points(found.after), **more)


def _points(value: Fraction) -> str:
    return number(value, 2)


def _codes(talk: Talk, found: tuple[str, ...] | list[str]) -> str:
    return ", ".join(code_of(talk.criteria, item) for item in dict.fromkeys(found))


def some(found: list[str], more: str, most: int) -> list[str]:
    """The first lines, and how many more there are."""
    return [*found[:most], *([more.format(count=len(found) - most)] if len(found) > most else [])]


def taken(talk: Talk, found: Plan) -> str:
    """What was recorded, and that evidence does not come by the sheet."""
    body = [score_line(words.TAKEN, found, count=len(found.changes))] if found.changes else []
    if found.explained:
        body.append(words.TAKEN_EXPLANATIONS.format(count=len(found.explained)))
    body += [words.TAKEN_REMARKS] if found.remarked else []
    unproven = without_evidence(talk.criteria, talk.submission(), talk.sheet().scores)
    return "\n".join([*body, *([words.NO_EVIDENCE.format(count=len(unproven))] if unproven else [])])
