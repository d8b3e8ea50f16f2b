"""What reviewers asked about an item and what the unit answered, as both see it."""

from __future__ import annotations

from conversations import roles
from conversations.phrases import questions as words
from conversations.talk import Talk
from scoring import review, warnings
from scoring.records import Question, Submission


def told(talk: Talk, record: Submission, item: str) -> str:
    """The whole exchange about the item; empty where nothing was asked."""
    questions = record.questions.get(item, ())
    if not questions:
        return ""
    waiting = len(open_questions(record, item))
    lines = [words.EXCHANGE]
    for n, asked in enumerate(questions):
        by = asker(talk, asked)
        lines.append(words.EXCHANGE_QUESTION.format(by=by, text=asked.text))
        if asked.answer:
            lines.append(words.EXCHANGE_ANSWER.format(text=asked.answer))
        elif n >= len(questions) - waiting:
            lines.append(words.EXCHANGE_WAITING)
    return "\n".join(lines)


def asker(talk: Talk, asked: Question) -> str:
    """Name of who asked."""
    person = talk.campaign.people.get(asked.by)
    return person.name if person else words.SOMEBODY


def open_questions(record: Submission, item: str) -> tuple[Question, ...]:
    """The questions since the unit's last answer: one answer is for all of them."""
    waiting: list[Question] = []
    for asked in reversed(record.questions.get(item, ())):
        if asked.answer:
            break
        waiting.append(asked)
    return tuple(reversed(waiting))


def waiting(talk: Talk, record: Submission) -> tuple[str, ...]:
    """Criteria about which this officer or leader owes an answer now, in printed order."""
    if not review.may_review(record):
        return ()
    mine = roles.assigned(talk)
    ids = (criterion.id for criterion in talk.criteria.criteria)
    return tuple(item for item in ids if warnings.asked(record, item) and (not mine or item in mine))
