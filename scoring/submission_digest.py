"""The digest of a submission: what a receipt names, and what a signature stands under."""

from __future__ import annotations

import hashlib
import json

from scoring.records import Submission


def digest_of(record: Submission) -> str:
    """SHA-256 over the answers, explanations, evidence and remarks as they stand: what a receipt names.

    Without remarks nothing is said of them, as in records from before there were any.
    """
    named = {"unit", "answers", "evidence", "explanations", *(["remarks"] if record.remarks else [])}
    parts = record.model_dump(mode="json", include=named)
    body = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
