"""The end of a review: the dossier goes back to the unit, or is verified; the unit is told at once."""

from __future__ import annotations

from conversations.messages import Button, Message, grid, lines, paragraphs
from conversations.phrases import finishing as phrases
from conversations.phrases import reviewer as words
from conversations.phrases.common import cut, maximum
from conversations.review import coverifying, dossiers, inspecting, queueing, telling
from conversations.review.dossiers import Dossier
from conversations.session import Pending
from conversations.showing import cards, criterion_cards
from conversations.talk import Talk, button, press, primary
from criteria.vietnamese import plain
from scoring import review
from scoring.facts import ActRefused, SubmissionReturned, SubmissionVerified
from scoring.records import Outcome

LISTED = 10  # criteria with a button of their own


# --- asking --------------------------------------------------------------------------------------------


def offer(talk: Talk, dossier: Dossier, *leads: str) -> None:
    """Name what is not reviewed yet; where nothing is left, say what will happen and ask once."""
    left = review.unreviewed(talk.criteria, dossier.record)
    if not dossier.leads:
        _not_yours(talk, dossier)
    elif refusal := dossier.refusal():
        talk.show(Message(body=refusal, buttons=((queueing.next_button(talk),),)))
    elif left:
        _name_left(talk, dossier, left)
    else:
        _ask(talk, dossier, *leads)


def _not_yours(talk: Talk, dossier: Dossier) -> None:
    """A co-verifier does not end the review; the attempt is on record."""
    talk.decree(ActRefused(act=f"finish {dossier.code}", why="scope"))
    names = coverifying.finishers(talk.campaign, dossier.code)
    told = phrases.FINISH_NOT_YOURS.format(unit=dossier.unit.name, names=names)
    onward = queueing.next_button(talk, dossier.code)
    talk.show(Message(body=told, buttons=((onward,), *dossiers.back(dossier))))


def co_verifiers(dossier: Dossier) -> str:
    """Who else still has criteria of the dossier to decide on; empty where nobody has."""
    left = coverifying.unfinished(dossier.talk, dossier.code) if dossier.leads else []
    named = [
        words.CO_VERIFIER_LEFT.format(
            name=person.name, count=len(items), codes=words.listed(dossier.codes(items))
        )
        for person, items in left
    ]
    return words.UNIT_CO_VERIFIERS.format(names="; ".join(named)) if named else ""


def _name_left(talk: Talk, dossier: Dossier, left: tuple[str, ...]) -> None:
    inspecting.stay(talk, dossier, "")
    codes = dossier.codes(left)
    going = [
        button(phrases.GO_TO.format(code=code), "rvi", item, "", dossier.code)
        for item, code in zip(left[:LISTED], codes, strict=False)
    ]
    count = len(dossier.unwarned)
    rest = button(words.ACCEPT_UNWARNED.format(count=count), "rvall", "", "", dossier.code)
    talk.show(
        Message(
            title=phrases.FINISH_TITLE.format(unit=dossier.unit.name),
            body=lines(
                phrases.FINISH_LEFT.format(count=len(left), codes=words.listed(codes)),
                phrases.FINISH_LEFT_ASK if count else phrases.FINISH_LEFT_SEE,
                co_verifiers(dossier),
            ),
            buttons=(*grid(going, 3), *(((rest,),) if count else ()), *dossiers.back(dossier)),
        )
    )


def _ask(talk: Talk, dossier: Dossier, *leads: str) -> None:
    revision = dossier.record.revision
    inspecting.stay(talk, dossier, "")
    talk.move(pending=Pending(what="verdict", act="finish", key=str(revision)))
    back = bool(_with(dossier, "returned"))
    yes = Button(
        label=phrases.FINISH_RETURN_YES if back else phrases.FINISH_YES,
        payload=press("rvfin", "", revision, dossier.code),
        kind="danger" if back else "primary",
    )
    talk.show(
        Message(
            title=phrases.FINISH_TITLE.format(unit=dossier.unit.name),
            body=paragraphs(
                *leads, _summary(dossier), phrases.FINISH_ASK_RETURN if back else phrases.FINISH_ASK
            ),
            buttons=((yes, button(phrases.FINISH_NO, "rv", dossier.code)),),
        )
    )


def _summary(dossier: Dossier) -> str:
    found = [phrases.FINISH_SCORE.format(own=words.points(dossier.own.total),
                                       verified=words.points(dossier.verified.total))]  # fmt: skip
    for items, template in (
        (_with(dossier, "returned"), phrases.FINISH_RETURNED),
        (_with(dossier, "adjusted"), phrases.FINISH_ADJUSTED),
        (dossier.by_figures, phrases.FINISH_BY_FIGURES),
        (dossier.unanswered, phrases.FINISH_MISSING),
    ):
        if items:
            found.append(template.format(count=len(items), codes=words.listed(dossier.codes(items))))
    if dossier.asked:
        codes = words.listed(dossier.codes(dossier.asked))
        found.append(words.UNIT_QUESTIONS.format(count=len(dossier.asked), codes=codes))
    return lines(*found)


def _with(dossier: Dossier, outcome: Outcome) -> tuple[str, ...]:
    verdicts = dossier.record.verdicts
    ids = (criterion.id for criterion in dossier.talk.criteria.criteria)
    return tuple(item for item in ids if item in verdicts and verdicts[item].outcome == outcome)


# --- finishing -----------------------------------------------------------------------------------------


def finish(talk: Talk, dossier: Dossier, revision: str) -> None:
    """End the review as it was shown; where it has changed since, show it again."""
    if not dossier.leads:
        _not_yours(talk, dossier)
    elif dossier.record.state in ("returned", "verified", "approved"):
        state = words.STATES[dossier.record.state]
        body = phrases.ALREADY_FINISHED.format(unit=dossier.unit.name, state=state)
        talk.show(Message(body=body, buttons=((queueing.next_button(talk, dossier.code),),)))
    elif dossier.refusal() or review.unreviewed(talk.criteria, dossier.record):
        offer(talk, dossier)
    elif revision != str(dossier.record.revision):
        offer(talk, dossier, phrases.FINISH_CHANGED)
    else:
        _end(talk, dossier)


def _end(talk: Talk, dossier: Dossier) -> None:
    back = _with(dossier, "returned")
    own, verified = words.points(dossier.own.total), words.points(dossier.verified.total)
    unit = dossier.unit.name
    if back:
        talk.record(SubmissionReturned(items=back), dossier.code)
        said = phrases.FINISHED_RETURN.format(unit=unit, count=len(back))
        heard = _returned(dossier, back)
    else:
        talk.record(SubmissionVerified(verified=plain(dossier.verified.total)), dossier.code)
        said = phrases.FINISHED.format(unit=unit, own=own, verified=verified)
        heard = _verified(dossier)
    told = telling.tell(talk, dossier.code, heard)
    talk.move(place="idle", unit="", item="", entry={}, chosen=(), pending=None)
    talk.show(Message(body=lines(said, told), buttons=((queueing.next_button(talk, dossier.code),),)))


# --- what the unit hears -------------------------------------------------------------------------------


def _returned(dossier: Dossier, back: tuple[str, ...]) -> Message:
    """Each returned criterion with its reason and a button that goes straight there."""
    told = [
        phrases.UNIT_RETURNED_LINE.format(
            code=dossier.name(item),
            name=cut(dossier.criterion(item).name, 80),
            reason=dossier.record.verdicts[item].reason,
        )
        for item in back
    ]
    look = button if len(back) > 1 else primary
    fix = [look(phrases.UNIT_FIX.format(code=dossier.name(item)), "go", item) for item in back]
    every = (primary(phrases.UNIT_FIX_ALL, "cmd", "tieptuc"),) if len(back) > 1 else ()
    return Message(
        title=phrases.UNIT_RETURNED_TITLE.format(count=len(back)),
        body=paragraphs(*told, phrases.UNIT_RETURNED_HOW, _adjusted(dossier)),
        buttons=cards.rows(*grid(fix[:LISTED], 2), every),
    )


def _verified(dossier: Dossier) -> Message:
    """The verified score beside the self-score, and whatever was adjusted."""
    sheet = dossier.verified
    score = phrases.UNIT_VERIFIED_SCORE.format(
        verified=words.points(sheet.total), own=words.points(dossier.own.total), most=maximum(sheet.base)
    )
    return Message(
        title=phrases.UNIT_VERIFIED_TITLE,
        body=paragraphs(
            score,
            paragraphs(_adjusted(dossier), _by_authority(dossier)) or phrases.UNIT_VERIFIED_SAME,
            phrases.UNIT_VERIFIED_PROVISIONAL if sheet.provisional else "",
        ),
        buttons=((button(phrases.SEE_SCORE, "cmd", "diem"),),),
    )


def _adjusted(dossier: Dossier) -> str:
    changed = _with(dossier, "adjusted")
    told = []
    for item in changed:
        before, after = criterion_cards.change(dossier, item)
        criterion, reason = dossier.criterion(item), dossier.record.verdicts[item].reason
        name = cut(criterion.name, 80)
        told.append(
            phrases.UNIT_ADJUSTED_LINE.format(
                code=criterion.id, name=name, before=before, after=after, reason=reason
            )
        )
    return lines(phrases.UNIT_ADJUSTED_HEAD, *told) if told else ""


def _by_authority(dossier: Dossier) -> str:
    """Criteria whose points are others because the authority holds other figures."""
    told = []
    for item, supplied in dossier.record.supplied.items():
        before, after = criterion_cards.change(dossier, item)
        verdict = dossier.record.verdicts.get(item)
        if before != after and (verdict is None or verdict.outcome != "adjusted"):
            told.append(
                phrases.UNIT_SUPPLIED_LINE.format(
                    code=dossier.name(item), before=before, after=after, source=supplied.source
                )
            )
    return lines(phrases.UNIT_SUPPLIED_HEAD, *told) if told else ""
