"""Items opened one after the other, and answers recorded."""

from __future__ import annotations

from collections.abc import Sequence

from conversations import permission, roles
from conversations.answers import figures, inputs, linking, queries
from conversations.answers.linking import VALUE, Move
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.session import Pending
from conversations.showing import cards, fields, items, recorded
from conversations.talk import Talk, button, primary
from criteria.schema import Input
from scoring.claims import complete
from scoring.facts import AnswerGiven, Claim

# --- opening -------------------------------------------------------------------------------------------


def open_item(talk: Talk, item: str, *leads: str) -> None:
    """Show the item as it stands now and wait for its answer."""
    talk.move(
        place="question", item=item, version=talk.submission().version(item),
        entry={}, chosen=inputs.ticked(talk, item), pending=None, tries=0,
    )  # fmt: skip
    card = fields.question if items.is_info(item) else cards.question
    talk.show(card(talk, item, *leads))


def show_answered(talk: Talk, item: str, *leads: str, moves: Sequence[Move] = (), returned: str = "") -> None:
    """Show the recorded answer and wait for evidence, confirmation or correction; ``returned``: why the
    answer before it was sent back.
    """
    talk.move(
        place="answered", item=item, version=talk.submission().version(item),
        entry={}, chosen=(), pending=None, tries=0,
    )  # fmt: skip
    talk.show(recorded.card(talk, item, *leads, moves=moves, returned=returned))


def go_next(talk: Talk, after: str, *leads: str) -> None:
    """Open what waits next; where nothing does, offer to hand in."""
    item = items.next_todo(talk.criteria, talk.submission(), after, roles.assigned(talk))
    if item:
        open_item(talk, item, *leads)
    else:
        finished(talk, *leads)


def finished(talk: Talk, *leads: str) -> None:
    """Nothing is left to ask, but perhaps what was just passed over."""
    left = items.todo(talk.criteria, talk.submission(), roles.assigned(talk))
    owed = next((item for item in left if not items.is_info(item)), "")
    talk.move(place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
    if owed:
        _passed_over(talk, owed, *leads)
        return
    if roles.assigned(talk):
        _finished_part(talk, *leads)
        return
    again = talk.submission().state == "returned"
    talk.show(
        Message(
            title=words.ALL_CORRECTED_TITLE if again else words.ALL_DONE_TITLE,
            body="\n\n".join([*leads, words.ALL_CORRECTED if again else words.ALL_DONE]),
            footer=cards.footer(talk),
            buttons=(
                (primary(words.SUBMIT, "cmd", "nop"),),
                (button(words.WHAT_IS_MISSING, "cmd", "conthieu"), button(words.CONTENTS, "toc")),
            ),
        )
    )


def _passed_over(talk: Talk, item: str, *leads: str) -> None:
    """One question waits, and it was passed over."""
    code = items.code(talk.criteria, item)
    look = (button(words.WHAT_IS_MISSING, "cmd", "conthieu"), button(words.CONTENTS, "toc"))
    talk.show(
        Message(
            title=words.ONE_LEFT_TITLE.format(code=code),
            body="\n\n".join([*leads, words.ONE_LEFT]),
            footer=cards.footer(talk),
            buttons=((primary(words.OPEN_CODE.format(code=code), "go", item),), look),
        )
    )


def _finished_part(talk: Talk, *leads: str) -> None:
    """A colleague has answered what was handed to them; handing in is the main officer's."""
    look = (button(words.WHAT_IS_MISSING, "cmd", "conthieu"), button(words.CONTENTS, "toc"))
    body = "\n\n".join([*leads, people.ASSIGN_FINISHED])
    talk.show(Message(title=people.ASSIGN_FINISHED_TITLE, body=body, buttons=(look,)))


# --- general information -------------------------------------------------------------------------------


def settle_info(talk: Talk, item: str, text: str, kept: str = "") -> None:
    """Record a general information field and go on to the next; says which scores it moves.

    ``kept``: the round whose figure it is.
    """
    field = items.field_of(talk.criteria, item)
    claim = Claim(values={VALUE: text})
    moves: tuple[Move, ...] = ()
    if talk.submission().claim(item) != claim or _is_returned(talk, item):
        _record(talk, item, claim, kept)
        moves = linking.cascade(talk, item)
    noted = words.NOTED.format(label=field.label, value=figures.shown(field, text))
    go_next(talk, item, "\n".join(part for part in (noted, recorded.moved(moves)) if part))


# --- criteria ------------------------------------------------------------------------------------------


def advance(talk: Talk, item: str) -> None:
    """Ask for what the claim still lacks, or settle it."""
    criterion = talk.criteria.by_id[item]
    claim = inputs.draft(talk, criterion)
    if not complete(criterion, claim):
        talk.move(place="question", item=item, pending=None)
        talk.show(cards.next_input(talk, item))
    elif doubt := queries.doubt(talk, criterion, claim):
        talk.move(place="question", item=item, pending=Pending(what="unusual", claim=claim))
        talk.show(queries.whether(talk, criterion, claim, doubt))
    else:
        settle(talk, item, claim)


def settle(
    talk: Talk, item: str, claim: Claim, rewritten: Input | None = None, *, kept: str = "", lead: str = ""
) -> None:
    """Record the claim, where it differs from the one on record, and show its derivation.

    ``rewritten``: an input whose figure also replaces the one at its source. ``kept``: the round whose
    figures these are.
    """
    record = talk.submission()
    if record.claim(item) == claim and not _is_returned(talk, item) and rewritten is None:
        show_answered(talk, item, words.SAME)
        return
    returned = record.verdicts[item].reason if _is_returned(talk, item) else ""
    if record.claim(item) != claim or _is_returned(talk, item):
        _record(talk, item, claim, kept)
    moves = linking.rewrite(talk, rewritten, claim.values[rewritten.key]) if rewritten else ()
    linking.fill_sources(talk, talk.criteria.by_id[item], claim)
    moves = (*moves, *linking.cascade(talk, item))
    show_answered(talk, item, lead, moves=moves, returned=returned)


def confirm(talk: Talk, item: str) -> None:
    """The recorded answer is right. A returned one counts as corrected from now on."""
    claim = talk.submission().claim(item)
    if claim is not None and _is_returned(talk, item) and not permission.refusal(talk, item):
        _record(talk, item, claim)
    go_next(talk, item)


def _record(talk: Talk, item: str, claim: Claim, kept: str = "") -> None:
    version = talk.submission().version(item) + 1
    talk.record(AnswerGiven(item=item, version=version, claim=claim, kept=kept))


def _is_returned(talk: Talk, item: str) -> bool:
    verdict = talk.submission().verdicts.get(item)
    return verdict is not None and verdict.outcome == "returned"
