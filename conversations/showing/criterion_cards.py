"""One criterion as a reviewer sees it: the claim, its derivation, what stands beside it, and the verdict."""

from __future__ import annotations

from conversations.answers import figures, linking, options
from conversations.messages import Button, Message, lines, paragraphs
from conversations.phrases import questions
from conversations.phrases import reviewer as words
from conversations.phrases.common import NEXT, PREVIOUS, size
from conversations.review import walking
from conversations.review.dossiers import Dossier, Row
from conversations.showing import beside, exchanges, proofs
from conversations.talk import button, primary
from criteria.schema import Criterion, Input
from criteria.vietnamese import number
from scoring import warnings
from scoring.claims import needed
from scoring.facts import Claim, Evidence
from scoring.records import INFO, Verdict

# --- the card ------------------------------------------------------------------------------------------


def card(dossier: Dossier, item: str, *leads: str) -> Message:
    """Everything about one criterion, with the buttons that decide on it."""
    criterion = dossier.criterion(item)
    signs = dossier.warnings.get(item, [])
    blocks = [
        *leads,
        words.CARD_WARNED.format(warnings=words.warned(signs)) if signs else "",
        _official(criterion),
        _claim(dossier, criterion),
        lines(
            beside.supplied(dossier, criterion),
            beside.earlier(dossier, criterion),
            beside.block(dossier, item),
        ),
        _proof(dossier, criterion),
        exchanges.told(dossier.talk, dossier.record, item),
        _verdict(dossier, item),
    ]
    return Message(
        title=title(dossier, item),
        body=paragraphs(*blocks),
        quote=criterion.quote,
        footer=footer(dossier),
        buttons=_buttons(dossier, item),
    )


def title(dossier: Dossier, item: str) -> str:
    ids = dossier.scope
    return words.CARD_TITLE.format(
        unit=dossier.unit.name, code=dossier.name(item), n=ids.index(item) + 1, of=len(ids)
    )


def footer(dossier: Dossier) -> str:
    """How far the review is, and both scores; or how far the criterion is reviewed in all units."""
    session = dossier.talk.session
    if session.across:
        code, progress = dossier.name(session.item), walking.progress(dossier.talk, session.item)
        return words.ACROSS_FOOTER.format(code=code, progress=progress)
    return words.CARD_FOOTER.format(
        done=dossier.decided,
        count=len(dossier.scope),
        own=words.points(dossier.total(dossier.own)),
        verified=words.points(dossier.total(dossier.verified)),
    )


def _official(criterion: Criterion) -> str:
    name = f"{criterion.heading}: {criterion.name}" if criterion.heading else criterion.name
    return lines(name, words.CARD_MOST.format(points=number(criterion.max)))


def _claim(dossier: Dossier, criterion: Criterion) -> str:
    claim = dossier.record.claim(criterion.id)
    if claim is None:
        supplied = criterion.id in dossier.record.supplied
        return words.CARD_UNANSWERED_SUPPLIED if supplied else words.CARD_UNANSWERED
    derivation = dossier.own.scores[criterion.id].derivation
    return lines(
        words.CARD_CLAIM, *claimed(dossier, criterion, claim), words.CARD_OWN.format(derivation=derivation)
    )


def claimed(dossier: Dossier, criterion: Criterion, claim: Claim) -> list[str]:
    """What is claimed, one line for each option and figure."""
    if claim.not_applicable:
        return [words.CARD_NOT_APPLICABLE.format(why=claim.not_applicable)]
    labels = options.labelled(criterion)
    chosen = [words.CARD_CHOSEN.format(label=labels.get(key, key)) for key in claim.chosen]
    keys = [key for key in needed(criterion, claim) if key in claim.values]
    return chosen + [_figure(dossier, criterion.input(key), claim.values[key]) for key in keys]


def _figure(dossier: Dossier, given: Input, text: str) -> str:
    template = words.CARD_FIGURE if len(given.key) == 1 else words.CARD_FIGURE_LONE
    line = template.format(key=given.key, label=given.label, value=figures.shown(given, text))
    return line + _source(dossier, given, text)


def _source(dossier: Dossier, given: Input, text: str) -> str:
    """Where a linked figure comes from, and what stands there where it differs."""
    known = linking.known(dossier.talk.criteria, dossier.record, given)
    if known is None:
        return ""
    info = linking.source_item(dossier.talk.criteria, given.same_as[0])[0].startswith(INFO)
    names = (
        given.same_as if info else [linking.source_item(dossier.talk.criteria, s)[0] for s in given.same_as]
    )
    if known == text:
        template = words.CARD_FROM if info else words.CARD_FROM_CRITERION
    else:
        template = words.CARD_DIFFERS if info else words.CARD_DIFFERS_CRITERION
    return template.format(sources=" + ".join(names), value=figures.shown(given, known))


def _proof(dossier: Dossier, criterion: Criterion) -> str:
    record = dossier.record
    every = record.evidence.get(criterion.id, ())
    asked = "" if criterion.from_authority else proofs.bare(criterion.evidence)
    found = [words.CARD_EVIDENCE.format(count=len(every))] if every else []
    found += [_piece(n, each) for n, each in enumerate(every, start=1)]
    found += beside.files_elsewhere(dossier, criterion.id)
    if asked and not every and criterion.id in record.answers:
        found.append(words.CARD_NO_EVIDENCE)
    if asked:
        found.append(words.CARD_EVIDENCE_ASKED.format(evidence=asked))
    if criterion.from_authority:
        found.append(proofs.as_printed(criterion))
    if criterion.id in record.explanations:
        found.append(words.CARD_EXPLAINED.format(text=record.explanations[criterion.id]))
    return lines(*found)


def _piece(n: int, each: Evidence) -> str:
    about = words.caption(each.caption)
    if each.kind == "link":
        return words.CARD_LINK.format(n=n, url=each.url, caption=about)
    return words.CARD_FILE.format(
        n=n, name=each.name, size=f" ({size(each.size)})" if each.size else "", caption=about
    )


def _verdict(dossier: Dossier, item: str) -> str:
    verdict = dossier.record.verdicts.get(item)
    if verdict is None:
        return ""
    by = _by(dossier, verdict)
    if verdict.outcome == "accepted":
        return words.CARD_ACCEPTED.format(by=by)
    if verdict.outcome == "returned":
        return words.CARD_RETURNED.format(by=by, reason=verdict.reason)
    before, after = change(dossier, item)
    figures_now = claimed(dossier, dossier.criterion(item), verdict.claim) if verdict.claim else []
    how = dossier.verified.scores[item].derivation if verdict.claim else ""
    return lines(
        words.CARD_ADJUSTED.format(by=by, before=before, after=after, reason=verdict.reason),
        *figures_now,
        words.CARD_ADJUSTED_HOW.format(derivation=how) if how else "",
    )


def change(dossier: Dossier, item: str) -> tuple[str, str]:
    """Points of the criterion by the unit and as reviewed."""
    own, verified = dossier.own.scores[item].counted, dossier.verified.scores[item].counted
    return words.points(own), words.points(verified)


def _by(dossier: Dossier, verdict: Verdict) -> str:
    """Who decided, where it was somebody else."""
    person = dossier.talk.campaign.people.get(verdict.by)
    if person is None or person.id == dossier.talk.session.person:
        return ""
    return words.BY.format(name=person.name)


# --- buttons -------------------------------------------------------------------------------------------


def _buttons(dossier: Dossier, item: str) -> tuple[Row, ...]:
    stamp, unit = dossier.stamp(item), dossier.code
    keep: Row = (
        primary(_accept(dossier, item), "rvok", item, stamp, unit),
        button(words.ADJUST, "rvadj", item, stamp, unit),
    )
    back: Row = (
        button(words.RETURN, "rvret", item, stamp, unit),
        button(questions.ASK, "rvask", item, "", unit),
    )
    open_ = not dossier.refusal()
    files = sum(1 for each in dossier.record.evidence.get(item, ()) if each.sha256)
    see = (button(words.SEE_EVIDENCE.format(count=files), "rvev", item, "", unit),) if files else ()
    rows = (*((keep, back) if open_ else ()), see, *_around(dossier, item))
    return tuple(row for row in rows if row)


def _accept(dossier: Dossier, item: str) -> str:
    """*Chấp nhận*, with the points that will stand where they are not by the unit's own answer."""
    record = dossier.record
    if item in record.answers and not warnings.differing(record, item):
        return words.ACCEPT
    return words.ACCEPT_POINTS.format(points=words.points(dossier.accepted(item)))


def again(dossier: Dossier, item: str, label: str) -> Button:
    """Back to the criterion, in the walk that the reviewer is on."""
    return button(label, "rvau" if dossier.talk.session.across else "rvi", item, "", dossier.code)


def stock(dossier: Dossier, item: str, stamp: str) -> tuple[Row, ...]:
    """The usual reasons, one a row."""
    named = enumerate(words.STOCK_REASONS)
    return tuple((button(reason, "rvwhy", item, stamp, f"{dossier.code}={n}"),) for n, reason in named)


def retype(dossier: Dossier, item: str) -> Button:
    """Back to the figures of an adjustment."""
    return button(words.TYPE_AGAIN, "rvadj", item, dossier.stamp(item), dossier.code)


def _around(dossier: Dossier, item: str) -> tuple[Row, ...]:
    talk, unit, back = dossier.talk, dossier.code, button(words.DOSSIER, "rv", dossier.code)
    if talk.session.across:
        return (walking.around(talk, item, unit), (back,))
    at = dossier.scope.index(item)
    before = (button(PREVIOUS, "rvi", dossier.scope[at - 1], "", unit),) if at else ()
    after = (button(NEXT, "rvi", dossier.scope[at + 1], "", unit),) if at + 1 < len(dossier.scope) else ()
    elsewhere = (button(words.ACROSS, "rva", item),) if len(walking.units(talk, item)) > 1 else ()
    return ((*before, *after, back), elsewhere)
