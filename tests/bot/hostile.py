"""A campaign whose units, files and texts are called whatever anybody could call them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bot.book import Book
from bot.storage.database import Database
from bot.storage.evidence import EvidenceStore
from conversations.talk import Act
from criteria import loader
from scoring import facts as f
from tests.bot.storage.test_projections import written

SET = loader.load("lac-dao-xa")
CREATED = f.CampaignCreated(
    name="Kỳ 2026", set_id=SET.id, set_version=SET.version, set_digest=SET.digest, deadline=""
)
CLAIM = f.Claim(values={"a": "1", "b": "3"})


async def hostile_campaign(data: Path, names: Sequence[str], codes: Sequence[str] = ("u1", "u2")) -> int:
    """Two units that have everything called ``names``; how many files they have sent."""
    database, store = await Database.open(data), EvidenceStore(data / "evidence")
    count = 0
    try:
        book = Book(database, data)
        await book.read()
        units = tuple(f.Unit(code=code, name=names[0], block=names[-1]) for code in codes)
        await written(
            book,
            Act("", CREATED),
            Act("", f.UnitsImported(units=units)),
            Act("", f.StageChanged(stage="open")),
        )
        for code in codes:
            acts = [Act(code, f.AnswerGiven(item="1.2", version=1, claim=CLAIM))]
            for place, name in enumerate(names):
                content = f"{code} {place}".encode()
                await store.keep(content)
                acts.append(Act(code, _attached(f"{code}-{place}", name, content)))
                count += 1
            link = f.Evidence(id=f"{code}-l", kind="link", name=names[0], url=f"javascript:{names[0]}")
            acts.append(Act(code, f.EvidenceAttached(item="3.1", evidence=link)))
            acts.append(Act(code, f.ExplanationGiven(item="3.2", text=names[-1])))
            acts.append(Act(code, f.RemarkGiven(topic="difficulties", text=names[0])))
            acts.append(Act(code, f.RemarkGiven(topic="proposals", text="\n".join(names))))
            acts.append(Act(code, f.SubmissionSubmitted(claimed="0", digest="d")))
            acts.append(Act(code, f.AnswerAdjusted(item="1.2", version=1, points="1/3", reason=names[0])))
            await written(book, *acts)
    finally:
        await database.close()
    return count


def _attached(key: str, name: str, content: bytes) -> f.EvidenceAttached:
    piece = f.Evidence(
        id=key, kind="file", name=name, caption=name, sha256=hashlib.sha256(content).hexdigest(),
        mime="application/pdf", size=len(content),
    )  # fmt: skip
    return f.EvidenceAttached(item="1.2", evidence=piece)
