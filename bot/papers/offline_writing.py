"""A unit's sheet to be filled in without a connection, put together from the talk's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conversations import permission
from conversations.phrases import common, doubting
from conversations.phrases import offline_guide as guide
from conversations.sheets import answer_rows
from conversations.sheets.answer_rows import Row
from conversations.showing import proofs
from conversations.talk import Talk
from criteria.sheet_key import ANSWER, ANSWER_COLUMNS, ANSWERS, EXPLANATION, key_of, sealed
from criteria.vietnamese import clean_line
from exports.cleaning import safe
from exports.offline_sheet import Blank, Column, Line, offline_sheet
from scoring.records import Submission
from scoring.sheet import verified

WIDTHS = (0, 0, 9, 64, 14, 26, 32, 30, 20)
WIDE = 3


def unit_sheet(talk: Talk) -> bytes:
    """The sheet of the unit in question, with the answers that are on record."""
    lines = list(_Lines(talk, _shown(talk), _earlier(talk)).all())
    campaign = talk.campaign
    key = key_of(
        ANSWERS, campaign=campaign.id, period=campaign.period, digest=campaign.set_digest, unit=talk.unit
    )
    columns = [Column(*each) for each in zip(("", "", *guide.ANSWER_TITLES), WIDTHS, strict=True)]
    blank = Blank(key_with_seal(key, lines), ANSWER_COLUMNS, columns, _top(talk), WIDE, guide.ANSWER_GUIDE)
    return offline_sheet(blank, lines)


def key_with_seal(key: Mapping[str, str], lines: Iterable[Line]) -> dict[str, str]:
    """The key sealed over what stands in the hidden columns."""
    rows = (line.hidden for line in lines)
    return sealed(key, [(clean_line(row), clean_line(before)) for row, before in rows])


def cleaned(cells: Iterable[str]) -> tuple[str, ...]:
    """Texts that a workbook can hold."""
    return tuple(map(safe, cells))


def _shown(talk: Talk) -> dict[str, str]:
    return answer_rows.cells(talk.criteria, talk.submission())


def _earlier(talk: Talk) -> dict[str, str]:
    """What stood after the last round."""
    record = talk.desk.earlier(talk.unit)
    if record is None:
        return {}
    stood = {item: answer.model_copy(update={"claim": verified(record)[0].get(item, answer.claim)})
             for item, answer in record.answers.items()}  # fmt: skip
    return answer_rows.cells(talk.criteria, Submission(unit=talk.unit, answers=stood, remarks=record.remarks))


def _top(talk: Talk) -> list[str]:
    campaign = talk.campaign
    until = common.deadline(campaign.deadline_of(talk.unit), talk.desk.now, talk.desk.calendar)
    about = f"{campaign.units[talk.unit].name} · {campaign.round_name}"
    return list(cleaned([guide.ANSWER_TITLE, about, until, *guide.ANSWER_NOTES]))


@dataclass(frozen=True)
class _Lines:
    """The rows of the sheet. ``shown``: recorded answers, ``before``: those of the last round, by row."""

    talk: Talk
    shown: Mapping[str, str]
    before: Mapping[str, str]

    def all(self) -> Iterator[Line]:
        for row in answer_rows.rows(self.talk.criteria):
            if row.kind == "group":
                yield Line(cleaned((row.id, "", row.code, row.text, "", "", "", "", "")), "group")
            elif row.kind == "item":
                yield self._item(row)
            else:
                yield self._asked(row)

    def _item(self, row: Row) -> Line:
        talk, record = self.talk, self.talk.submission()
        explained = record.explanations.get(row.item, "")
        cells = (row.id, explained, row.code, row.text, row.measure, "", explained, self._proof(row.item), "")
        return Line(cleaned(cells), "item", () if permission.refusal(talk, row.item) else (EXPLANATION,))

    def _proof(self, item: str) -> str:
        criterion, count = self.talk.criteria.by_id[item], len(self.talk.submission().evidence.get(item, ()))
        asked = "" if criterion.from_authority else proofs.bare(criterion.evidence)
        told = [guide.EVIDENCE_HAS.format(count=count)] if count else []
        return "\n".join([*told, *([guide.EVIDENCE_ASKED.format(asked=asked)] if asked else [])])

    def _asked(self, row: Row) -> Line:
        text, before = self.shown.get(row.id, ""), self.before.get(row.id, "")
        cells = (row.id, text, row.code, row.text, row.measure, text, "", "", before)
        remark = row.kind == "remark"
        locked = permission.remarks_refusal(self.talk) if remark else permission.refusal(self.talk, row.item)
        open_ = () if locked else (ANSWER,)
        prompt = doubting.EXAMPLE_BODY[row.asked.type] if row.asked and not row.choices else ""
        return Line(cleaned(cells), "ask", open_, row.choices, prompt)
