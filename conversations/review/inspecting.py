"""Opening a criterion for a reviewer: its card, and its evidence sent along once."""

from __future__ import annotations

import hashlib

from conversations.messages import Attachment, Message
from conversations.phrases import reviewer as words
from conversations.review.dossiers import Dossier
from conversations.session import Pending
from conversations.showing import criterion_cards
from conversations.talk import Talk, button
from scoring.facts import Evidence

SENT_AT_ONCE = 3  # files that come with the card; all of them by button
MARK = 10  # characters


# --- showing -------------------------------------------------------------------------------------------


def show(
    talk: Talk, dossier: Dossier, item: str, *leads: str, done: Message | None = None,
    across: bool | None = None,
) -> None:  # fmt: skip
    """Open the criterion. Coming to one without a verdict, its first files are sent along.

    ``done`` stands in the place of the pressed message where the card can't, because files come between.
    ``across``: whether the criterion is walked through the units; as before where nothing is said.
    """
    arriving = (talk.session.unit, talk.session.item) != (dossier.code, item)
    stay(talk, dossier, item, across=across)
    fresh = arriving and item not in dossier.record.verdicts
    files = _unsent(talk, dossier, item)[:SENT_AT_ONCE] if fresh else []
    if not files:
        leads = leads if done is None else (done.body, *leads)
        talk.show(criterion_cards.card(dossier, item, *leads))
        return
    if done is not None:
        talk.show(done)
    _send(talk, dossier, item, files)
    talk.say(criterion_cards.card(dossier, item, *leads))


def stay(talk: Talk, dossier: Dossier, item: str, *, across: bool | None = None) -> None:
    """The criterion is open, as it stands now; nothing is being typed for it."""
    seen = Pending(what="verdict", key=dossier.stamp(item) if item else "")
    walked = talk.session.across and item == talk.session.item if across is None else across
    talk.move(
        place="reviewing", unit=dossier.code, item=item, entry={}, chosen=(), tries=0, pending=seen,
        across=walked,
    )  # fmt: skip


# --- evidence ------------------------------------------------------------------------------------------


def show_evidence(talk: Talk, dossier: Dossier, item: str, again: str = "") -> None:
    """Send the criterion's files that are not in the chat yet, or all of them again, then the card."""
    files = _files(dossier, item)
    unsent = files if again else _unsent(talk, dossier, item)
    stay(talk, dossier, item)
    if files and not unsent:
        _sent_above(talk, dossier, item)
        return
    _send(talk, dossier, item, unsent)
    none = words.EVIDENCE_NONE.format(code=dossier.name(item))
    talk.say(criterion_cards.card(dossier, item, *([] if files else [none])))


def _sent_above(talk: Talk, dossier: Dossier, item: str) -> None:
    code = dossier.name(item)
    again = button(words.SEND_AGAIN, "rvev", item, "x", dossier.code)
    back = criterion_cards.again(dossier, item, words.BACK_TO_ITEM.format(code=code))
    talk.say(Message(body=words.EVIDENCE_SENT.format(code=code), buttons=((again, back),)))


def _files(dossier: Dossier, item: str) -> list[tuple[int, Evidence]]:
    """Stored files by their place among the criterion's evidence, from 1."""
    return [(n, each) for n, each in enumerate(dossier.record.evidence.get(item, ()), start=1) if each.sha256]


def _unsent(talk: Talk, dossier: Dossier, item: str) -> list[tuple[int, Evidence]]:
    place, *marks = talk.session.sent or ("",)
    known = set(marks) if place == _place(dossier, item) else set()
    return [(n, each) for n, each in _files(dossier, item) if _mark(each) not in known]


def _send(talk: Talk, dossier: Dossier, item: str, files: list[tuple[int, Evidence]]) -> None:
    """One message for each file; the session keeps which ones the chat has."""
    if not files:
        return
    place, *marks = talk.session.sent or ("",)
    before = marks if place == _place(dossier, item) else []
    now = dict.fromkeys([*before, *(_mark(each) for _, each in files)])
    talk.move(sent=(_place(dossier, item), *now))
    of = len(dossier.record.evidence[item])
    for n, each in files:
        line = words.EVIDENCE_LINE.format(
            code=dossier.name(item), n=n, of=of, caption=words.caption(each.caption)
        )
        attachment = Attachment(name=each.name, mime=each.mime, sha256=each.sha256)
        talk.say(Message(body=line, attachment=attachment))


def _place(dossier: Dossier, item: str) -> str:
    return f"{dossier.code}/{item}"


def _mark(each: Evidence) -> str:
    return hashlib.sha256(f"{each.id}/{each.sha256}".encode()).hexdigest()[:MARK]
