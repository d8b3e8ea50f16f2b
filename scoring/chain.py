"""The chain over the rows of the journal: each row's hash covers the row before it, so a change shows.

A row is hashed as a JSON list that begins with the hash of the row before, so that no field can run into the
next: ``["<hash before>",seq,at,campaign,subject,person,chat,event_key,kind,body]``, without spaces, in UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

from scoring.facts import FACT, CampaignFact, SubmissionFact

START: Final = "0" * 64
"""What the first row follows."""


def chain(before: str, seq: int, row: tuple[str, ...]) -> str:
    """The hash of a row (SHA-256); ``row`` has its fields from ``at`` to ``body``."""
    text = json.dumps((before, seq, *row), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chained(before: str, line: bytes) -> str:
    """The same of a row as a package has it: a line with that list from ``seq`` on, the hash at its end."""
    found = hashlib.sha256(f'["{before}",'.encode())
    found.update(memoryview(line)[1 : line.rfind(b',"')])
    found.update(b"]")
    return found.hexdigest()


def fact_of(kind: str, body: str) -> SubmissionFact | CampaignFact:
    """What happened; raises ValueError where the body is no fact of the row's kind."""
    fact = FACT.validate_json(body)
    if fact.kind != kind:
        raise ValueError(f"its kind is {kind}, its body says {fact.kind}")
    return fact
