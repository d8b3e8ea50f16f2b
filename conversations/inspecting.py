"""One criterion as a reviewer sees it: the claim, its derivation, the evidence, and the verdict so far."""

from __future__ import annotations

from conversations import figures, linking, options
from conversations.dossiers import Dossier, Row, lines, paragraphs
from conversations.messages import Attachment, Message
from conversations.phrases import reviewer as words
from conversations.phrases.common import size
from conversations.session import Pending
from conversations.talk import Talk, button, primary
from criteria.schema import Criterion, Input
from criteria.vietnamese import number
from scoring.claims import needed
from scoring.facts import Claim, Evidence
from scoring.records import INFO, Verdict

SENT_AT_ONCE = 3  # files that come with the card; all of them by button


# --- showing -------------------------------------------------------------------------------------------


def show(talk: Talk, dossier: Dossier, item: str, *leads: str, done: Message | None = None) -> None:
    """Open the criterion. Coming to one without a verdict, its first files are sent along.

    ``done`` stands in the place of the pressed message where the card can't, because files come between.
    """
    arriving = (talk.session.unit, talk.session.item) != (dossier.code, item)
    stay(talk, dossier, item)
    fresh = arriving and item not in dossier.record.verdicts
    files = file_messages(dossier, item)[:SENT_AT_ONCE] if fresh else []
    body = card(dossier, item, *leads)
    if not files:
        talk.show(body if done is None else card(dossier, item, done.body, *leads))
        return
    if done is not None:
        talk.show(done)
    for message in files:
        talk.say(message)
    talk.say(body)


def stay(talk: Talk, dossier: Dossier, item: str) -> None:
    """The criterion is open, as it stands now; nothing is being typed for it."""
    seen = Pending(what="verdict", key=dossier.stamp(item) if item else "")
    talk.move(place="reviewing", unit=dossier.code, item=item, entry={}, chosen=(), tries=0, pending=seen)


def show_evidence(talk: Talk, dossier: Dossier, item: str) -> None:
    """Send every file of the criterion, then the card again below them."""
    files = file_messages(dossier, item)
    stay(talk, dossier, item)
    for message in files:
        talk.say(message)
    none = words.EVIDENCE_NONE.format(code=dossier.name(item))
    talk.say(card(dossier, item, *([] if files else [none])))


def file_messages(dossier: Dossier, item: str) -> list[Message]:
    """One message for each stored file."""
    every, code = dossier.record.evidence.get(item, ()), dossier.name(item)
    line = words.EVIDENCE_LINE.format
    return [
        Message(
            body=line(code=code, n=n, of=len(every), caption=words.caption(each.caption)),
            attachment=Attachment(name=each.name, mime=each.mime, sha256=each.sha256),
        )
        for n, each in enumerate(every, start=1)
        if each.sha256
    ]


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
        _proof(dossier, criterion),
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
    ids = [criterion.id for criterion in dossier.talk.criteria.criteria]
    return words.CARD_TITLE.format(
        unit=dossier.unit.name, code=dossier.name(item), n=ids.index(item) + 1, of=len(ids)
    )


def footer(dossier: Dossier) -> str:
    """How far the review is, and both scores."""
    return words.CARD_FOOTER.format(
        done=dossier.decided,
        count=len(dossier.talk.criteria.criteria),
        own=words.points(dossier.own.total),
        verified=words.points(dossier.verified.total),
    )


def _official(criterion: Criterion) -> str:
    name = f"{criterion.heading}: {criterion.name}" if criterion.heading else criterion.name
    return lines(name, words.CARD_MOST.format(points=number(criterion.max)))


def _claim(dossier: Dossier, criterion: Criterion) -> str:
    claim = dossier.record.claim(criterion.id)
    if claim is None:
        return words.CARD_UNANSWERED
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
    asked = criterion.evidence.rstrip(".")
    found = [words.CARD_EVIDENCE.format(count=len(every))] if every else []
    found += [_piece(n, each) for n, each in enumerate(every, start=1)]
    if asked and not every and criterion.id in record.answers:
        found.append(words.CARD_NO_EVIDENCE)
    if asked:
        found.append(words.CARD_EVIDENCE_ASKED.format(evidence=asked))
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
    accept = words.ACCEPT if item in dossier.record.answers else words.ACCEPT_ZERO
    verdicts: Row = (
        primary(accept, "rvok", item, stamp, unit),
        button(words.ADJUST, "rvadj", item, stamp, unit),
        button(words.RETURN, "rvret", item, stamp, unit),
    )
    files = sum(1 for each in dossier.record.evidence.get(item, ()) if each.sha256)
    see = (button(words.SEE_EVIDENCE.format(count=files), "rvev", item, "", unit),) if files else ()
    rows = ((() if dossier.refusal() else verdicts), see, _around(dossier, item))
    return tuple(row for row in rows if row)


def _around(dossier: Dossier, item: str) -> Row:
    ids = [criterion.id for criterion in dossier.talk.criteria.criteria]
    at = ids.index(item)
    before = (button(words.PREVIOUS, "rvi", ids[at - 1], "", dossier.code),) if at else ()
    after = (button(words.NEXT, "rvi", ids[at + 1], "", dossier.code),) if at + 1 < len(ids) else ()
    return (*before, *after, button(words.DOSSIER, "rv", dossier.code))
