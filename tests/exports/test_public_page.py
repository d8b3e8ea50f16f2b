"""The results page as a file: whole, alone, escaped, readable without its script."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html  # type: ignore[import-untyped]

from criteria import loader
from criteria.procedure_files import load_procedure
from exports.public_page import page
from exports.public_results import PublicResults, public_results
from scoring.facts import Unit
from scoring.publishing import Ground
from scoring.records import Submission
from scoring.standings import standing
from tests.exports.publishing_samples import AT, ground, published
from tests.exports.samples import campaign, communes

POINTS = {"001": 50, "002": 90, "003": 50, "004": 10}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"&amp;{{7*7}}{% raw %}",
    "Xã \u202eAnh\u202c",
    "</style></svg><b>",
    "\x00\x1b[31m",
)


def results(*, draft: bool = False) -> PublicResults:
    made = ground(communes(5, "Xã"), POINTS)
    return public_results(made if draft else published(made), head="0" * 64, at=AT)


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_it_asks_nothing_of_others_and_runs_only_its_own_script() -> None:
    text = page(results())
    policy = tree(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (script,) = tree(text).xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}'" in policy
    assert not re.search(r"""(src|href|action)\s*=\s*["'](?!#)""", text)
    assert "url(http" not in text
    assert "@import" not in text
    assert set(re.findall(r"https?://[^\s\"'<)]+", text)) == {"http://www.w3.org/2000/svg"}


def test_everything_can_be_read_without_the_script() -> None:
    found = tree(page(results()))
    rows = found.xpath("//section[@class='block']//tbody/tr")
    assert [row.xpath("string(td[1])") for row in rows] == ["1", "2", "2", "4", "–"]
    first = rows[0]
    assert first.xpath("string(.//summary)") == "Xã 2"
    assert "1. Nhận thức số 27/50" in first.text_content()
    assert "27" in first.xpath("string(td[3])")
    assert "Không có kết quả" in rows[-1].text_content()
    assert "Không nộp hồ sơ" in rows[-1].text_content()
    body = found.text_content()
    for expected in (
        "Công bố lần 1, lúc 08:05 ngày 01/12/2026", "hết ngày 08/12/2026", "1-2-2-4", "Tiêu chí 2.2",
        results().digest, results().head, "5 đơn vị, xếp hạng 4.",
    ):  # fmt: skip
        assert expected in body
    assert "BẢN NHÁP" not in found.xpath("string(//header)")
    assert found.xpath("//div[@class='tools']/@hidden")


def test_a_draft_is_marked() -> None:
    found = tree(page(results(draft=True)))
    assert "BẢN NHÁP" in found.xpath("string(//header)")
    assert found.xpath("//body/@class") == ["draft"]
    assert "Công bố lần" not in found.xpath("string(//header)")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_text(name: str) -> None:
    units = [Unit(code=code, name=f"{name} {code}", block=name) for code in ("001", name)]
    made = ground(units, {"001": 50})
    renamed = made.campaign.model_copy(update={"name": name})
    ready = Ground(renamed, made.criteria, None, made.rows)
    text = page(public_results(published(ready), head="0" * 64, at=AT))
    found = tree(text)
    assert len(found.xpath("//script")) == 1
    assert not found.xpath("//img | //@onerror | //b[not(normalize-space())]")
    assert "49" not in found.xpath("string(//summary)")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", text)
    assert found.xpath("//summary/bdi")


@pytest.mark.parametrize("name", ["kien-giang-xa", "ha-giang-huyen", "lam-dong-so"])
def test_rulings_and_levels_of_the_decisions_are_on_the_page(name: str) -> None:
    criteria = loader.load(name)
    procedure = load_procedure(criteria.procedure) if criteria.procedure else None
    units = communes(3, "Huyện")
    rows = {unit.code: standing(criteria, Submission(unit=unit.code)) for unit in units}
    body = tree(page(public_results(Ground(campaign(*units), criteria, procedure, rows), head="", at=AT)))
    text = body.xpath("string(//main)")
    assert all(finding.ruling in text for finding in criteria.findings)
    assert all(lost.why in text for lost in criteria.lost)
    assert all(note.ruling in text for each in criteria.criteria for note in each.notes)
    assert all(each.quote.split("\n")[0] in text for each in criteria.criteria)
    assert all(level.name in text for level in (procedure.levels if procedure else ()))
    assert not re.search(r"\b(group|part|set|date) [\dIV]", text)
