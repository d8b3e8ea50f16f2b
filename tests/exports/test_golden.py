"""What papers and workbooks say, word by word, as kept dumps have it (UPDATE_GOLDEN=1 writes them anew)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
import pytest
from docx.table import Table

from criteria import loader
from exports.archive import About, Line, contents_workbook
from exports.assessment_report import assessment_report
from exports.form_docx import form_docx
from exports.forming import unit_report
from exports.letters import Result, result_notice, submission_letter
from exports.report import UnitReport, source
from exports.xlsx import unit_form
from scoring.facts import (
    Claim,
    Evidence,
    EvidenceAttached,
    ExplanationGiven,
    Placing,
    SubmissionSubmitted,
    Unit,
)
from scoring.records import Submission, apply
from tests.exports.rankings import ranking_report, ranking_workbook
from tests.exports.reading import values
from tests.exports.samples import AT, SET, adjusted, answered, campaign, finished

FOLDER: Final = Path(__file__).parent / "golden"
UNIT: Final = Unit(code="001", name="Xã Lạc Đạo", block="Các xã")


def _record() -> Submission:
    claims = {"1.2": Claim(values={"a": "421", "b": "512"}), "2.1": Claim(values={"v": "1"})}
    record = answered("001", claims)
    proof = Evidence(id="1", kind="file", name="BC 12.pdf", caption="Báo cáo quý 3")
    record = apply(record, EvidenceAttached(item="1.2", evidence=proof))
    record = apply(record, ExplanationGiven(item="2.1", text="Chưa có danh sách"))
    record = apply(record, SubmissionSubmitted(claimed="15", digest="ab12"), by="p", at=AT.isoformat())
    checked = adjusted(record, "1.2", claim=Claim(values={"a": "400", "b": "512"}))
    return finished(checked)


def _report() -> UnitReport:
    return unit_report(campaign(UNIT), SET, _record(), at=AT)


def _decreed() -> UnitReport:
    record = Submission(unit="001")
    return unit_report(campaign(UNIT), loader.load("lam-dong-so"), record, at=AT)


def _notice() -> bytes:
    placing = Placing(unit="001", block="Các xã", total="82.5", rank=2, level="Mức II", why="Mức II (Điều 6)")
    return result_notice(
        Result(source(campaign(UNIT), SET, AT), UNIT.name, placing, 7, 1, AT.isoformat(), "2026-12-01")
    )


def _contents() -> bytes:
    line = Line(
        "001", "Xã Lạc Đạo", "1.2", "Tiêu chí 1.2", "file", "BC 12.pdf", "001 Xã Lạc Đạo/1.2/BC 12.pdf",
        "ab" * 32, "application/pdf", 1234567, "", "Báo cáo quý 3", "Cán bộ A", AT.isoformat(),
    )  # fmt: skip
    return contents_workbook(About("Kỳ 2026", 1, "", AT, "12-ab"), [line], {})


MADE: Final[dict[str, Callable[[], bytes]]] = {
    "form.docx": lambda: form_docx(_report()),
    "form-lam-dong.docx": lambda: form_docx(_decreed()),
    "form.xlsx": lambda: unit_form(_report()),
    "form-lam-dong.xlsx": lambda: unit_form(_decreed()),
    "report.docx": lambda: assessment_report(_report()),
    "letter.docx": lambda: submission_letter(_report()),
    "notice.docx": _notice,
    "ranking.xlsx": lambda: ranking_workbook(ranking_report(campaign(UNIT), SET, [_record()], at=AT)),
    "contents.xlsx": _contents,
}


@pytest.mark.parametrize("name", MADE)
def test_every_word_is_as_it_was(name: str) -> None:
    content = MADE[name]()
    told = "\n".join(_paper(content) if name.endswith("docx") else _workbook(content)) + "\n"
    said = re.sub("[0-9a-f]{64}", "<SHA-256>", told)
    kept = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(said, encoding="utf-8")
    assert said == kept.read_text(encoding="utf-8")


def _paper(content: bytes) -> Iterator[str]:
    for block in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from _table(block)
        elif block.text:
            yield block.text


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        told = list({id(cell._tc): cell for cell in row.cells}.values())  # merged ones once
        yield "| " + " | ".join(cell.text.strip().replace("\n", " / ") for cell in told)
        for cell in told:
            for inner in cell.tables:
                yield from _table(inner)


def _workbook(content: bytes) -> Iterator[str]:
    for page in values(content).worksheets:
        yield f"[{page.title}]"
        for row in page.iter_rows(values_only=True):
            if any(value is not None for value in row):
                yield "| " + " | ".join(
                    "" if value is None else str(value).replace("\n", " / ") for value in row
                )
