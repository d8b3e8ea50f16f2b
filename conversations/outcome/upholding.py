"""An appeal upheld: other points or figures are typed, shown, and recorded with a reason."""

from __future__ import annotations

from fractions import Fraction

from conversations import justifying, roles
from conversations.answers import options
from conversations.messages import Message
from conversations.outcome import results, ruling
from conversations.phrases import results as words
from conversations.phrases.common import cut
from conversations.review import corrections
from conversations.review.dossiers import Dossier
from conversations.session import Pending
from conversations.talk import Press, Talk, button
from conversations.typed_words import leaves_off
from criteria.vietnamese import plain
from scoring.claims import complete, needed
from scoring.facts import AppealRuled, Claim
from scoring.rules import score


def _up(talk: Talk, item: str, _version: str, unit: str) -> None:
    """Ask for the right points or figures."""
    dossier = ruling.undecided(talk, unit, item)
    if dossier is None:
        return
    pending = Pending(what="reason", act="uphold", key=f"{item} {unit}")
    talk.move(place="ruling", pending=pending, entry={}, chosen=(), tries=0)
    talk.show(Message(body=_how(dossier, item), buttons=((justifying.cancel(),),)))


def _how(dossier: Dossier, item: str) -> str:
    criterion = dossier.criterion(item)
    points, example = corrections.example_points(criterion), corrections.example(criterion)
    template = words.RULE_ASK_FIGURES if criterion.inputs and example else words.RULE_ASK_POINTS
    return template.format(points=points, most=results.points(criterion.max), example=example)


def said(talk: Talk, text: str) -> None:
    """Points (``điểm 20``), the number of an option, or all figures in one line."""
    pending = talk.session.pending
    if pending is None or leaves_off(text):
        justifying.cancelled(talk)
        return
    item, _, unit = pending.key.partition(" ")
    dossier = ruling.undecided(talk, unit, item)
    if dossier is None:
        justifying.leave(talk)
        return
    meant = _meant(dossier, item, text)
    if isinstance(meant, str):
        talk.show(Message(body=meant, buttons=((justifying.cancel(),),)))
    else:
        _propose(talk, dossier, item, meant)


def _meant(dossier: Dossier, item: str, text: str) -> Claim | Fraction | str:
    """The points or the claim that were typed, or the sentence that says what is wrong."""
    criterion = dossier.criterion(item)
    typed = corrections.points_typed(text)
    if typed is not None:
        return corrections.read_points(criterion, typed)
    if key := options.match(criterion, text):
        base = corrections.standing(dossier, item)
        claim = base.model_copy(update={"chosen": (key,), "not_applicable": ""})
    elif not criterion.inputs:
        return _how(dossier, item)
    else:
        base = corrections.measured(corrections.standing(dossier, item), criterion)
        base = base.model_copy(update={"not_applicable": ""})
        found = corrections.read_figures(criterion, base, text)
        if isinstance(found, str):
            return found
        if found.unclear:
            return words.RULE_UNCLEAR.format(text=cut(text, 40))
        claim = base.model_copy(update={"values": {**base.values, **found.clear}})
    lacking = [key for key in needed(criterion, claim) if key not in claim.values]
    if not complete(criterion, claim):
        return words.RULE_INCOMPLETE.format(keys=", ".join(lacking), example=corrections.example(criterion))
    return claim


def _propose(talk: Talk, dossier: Dossier, item: str, meant: Claim | Fraction) -> None:
    """Show what changes, and ask for the reason."""
    before, after = dossier.verified.scores[item].counted, _score(talk, dossier, item, meant)
    if before == after:
        body = words.RULE_SAME.format(points=results.points(after))
        down = button(words.RULE_DISMISS, "apdown", item, "", dossier.code)
        talk.show(Message(body=body, buttons=((down, justifying.cancel()),)))
        return
    claim, points = (meant, "") if isinstance(meant, Claim) else (None, plain(meant))
    pending = Pending(
        what="reason", act="uphold", key=f"{item} {dossier.code}", claim=claim, points=points
    )  # fmt: skip
    asked = words.RULE_ASK_REASON_UP.format(
        code=dossier.name(item), before=results.points(before), after=results.points(after)
    )
    justifying.ask(talk, pending, asked)


def _score(talk: Talk, dossier: Dossier, item: str, meant: Claim | Fraction) -> Fraction:
    if not isinstance(meant, Claim):
        return meant
    found = score(dossier.criterion(item), meant, talk.peers(dossier.code, verified=True))
    return found.counted


def _upheld(talk: Talk, pending: Pending, reason: str) -> None:
    item, _, unit = pending.key.partition(" ")
    before = ruling.undecided(talk, unit, item)
    if before is None:
        return
    points = pending.points or None
    fact = AppealRuled(item=item, upheld=True, claim=pending.claim, points=points, reason=reason)
    scores = upheld(talk, before, fact)
    ruling.done(talk, (unit, item), words.RULED_UP.format(**scores, unit=before.unit.name))


def upheld(talk: Talk, dossier: Dossier, fact: AppealRuled) -> dict[str, str]:
    """The result changes, and the unit hears how and why; the criterion with its points before and after."""
    before = results.points(dossier.verified.scores[fact.item].counted)
    talk.record(fact, dossier.code)
    after = results.points(Dossier(talk, dossier.unit).verified.scores[fact.item].counted)
    scores = {"code": dossier.name(fact.item), "before": before, "after": after}
    told = words.UNIT_RULED_UP.format(**scores, reason=fact.reason)
    ruling.tell(talk, dossier.code, told, words.UNIT_RULED_NEXT)
    return scores


PRESSES: dict[str, Press] = roles.only_for(("reviewer", "administrator"), {"apup": _up})
HEARD: dict[str, justifying.Heard] = {"uphold": _upheld}
"""Who hears a reason that was asked for here."""
