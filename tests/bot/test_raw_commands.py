"""Raw data adds up: what is counted of each criterion gives the total that units are ranked by."""

from __future__ import annotations

import asyncio
import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.papers.raw_writing import write_csv
from bot.settings import Settings
from bot.tryout import players
from criteria import loader
from exports import raw_tables

SETS = ("lac-dao-xa", "ha-giang-so", "kien-giang-xa", "lam-dong-so")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture(scope="module", params=SETS)
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("year")
    done = run("rehearse", "--units", 4, "--set", request.param, "--out", out)
    assert done.exit_code == 0, done.output
    return out / "data"


@pytest.fixture(scope="module")
def document(data: Path) -> dict[str, Any]:
    done = run("--data", data, "export", "json", data / "raw.json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads((data / "raw.json").read_text(encoding="utf-8"))
    return found


def test_the_points_of_all_criteria_give_the_total(document: dict[str, Any]) -> None:
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for row in document["results"]:
        totals[row["unit"]] += Fraction(row["counted"])
    assert totals == {row["unit"]: Fraction(row["total"]) for row in document["units"]}
    criteria = loader.load(document["about"]["set"])
    assert len(document["results"]) == 4 * len(criteria.criteria)


def test_csv_says_the_same_as_json(data: Path, document: dict[str, Any]) -> None:
    done = run("--data", data, "export", "csv", data / "csv")
    assert done.exit_code == 0, done.output
    for table in raw_tables.TABLES:
        path = data / "csv" / f"{table.name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter=";")
            rows = list(reader)
        assert len(rows) == len(document[table.name])
        assert f"({len(rows)} rows)" in done.output
        assert list(reader.fieldnames or ()) == list(document["tables"][table.name]["columns"])
        assert all(list(row) == list(reader.fieldnames or ()) for row in document[table.name])
    with (data / "csv" / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        for row, known in zip(csv.DictReader(file, delimiter=";"), document["results"], strict=True):
            assert row["counted"].removeprefix("'") == known["counted"]
            assert row["counted_rounded"] == known["counted_rounded"].replace(".", ",")


def test_who_and_when_stand_with_what_was_done(document: dict[str, Any]) -> None:
    for table in ("answers", "verdicts", "evidence", "remarks"):
        assert all(row["at"].startswith("20") and row["person_name"] for row in document[table])
    assert document["remarks"][0]["text"] == players.DIFFICULTIES
    assert len(document["journal"]) == int(document["journal"][-1]["seq"])


def test_stopped_midway_the_tables_that_were_there_stay(data: Path, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if 2 * done > of:
            raise KeyboardInterrupt

    for table in raw_tables.TABLES:
        (tmp_path / f"{table.name}.csv").write_text("before")
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(write_csv(Settings(data=data), tmp_path, progress=stop))
    assert {path.read_text() for path in tmp_path.iterdir()} == {"before"}


def test_without_a_campaign_nothing_is_written(tmp_path: Path) -> None:
    done = run("--data", tmp_path, "export", "json", tmp_path / "raw.json")
    assert done.exit_code == 2
    assert not (tmp_path / "raw.json").exists()
