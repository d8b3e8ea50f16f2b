"""Whole talks, read like a chat: ``they`` type, press or send, ``we`` answer, ``facts`` are recorded.

``we`` holds lines that must be seen in this order; ``UPDATE_TRANSCRIPTS=1`` writes what was really said.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from criteria.procedure_files import load_procedure
from criteria.vietnamese import ZONE
from scoring import facts
from tests.conversations.desks import House, criteria_set, fact_text, ready, text_of

FOLDER = Path(__file__).parent / "transcripts"
UPDATE = bool(os.environ.get("UPDATE_TRANSCRIPTS"))
PEOPLE = {
    "officer": ("lac-dao", "Nguyễn Thị Hoa"),
    "reviewer": ("", "Trần Văn Duyệt"),
    "administrator": ("", "Lê Thu Quản"),
    "leader": ("lac-dao", "Phạm Văn Chủ"),
}


def prepare(given: dict[str, Any]) -> House:
    """The house as a transcript wants it: set, stage, dates, people, answers and facts."""
    house = opened(given)
    if "units" in given and "set" not in given:
        house.decree(facts.FACT.validate_python({"kind": "units_imported", **given["units"]}))  # type: ignore[arg-type]
    if "terms" in given:
        house.decree(facts.TermsSet(terms=facts.Terms(**given["terms"])))
    for person in given.get("people", ["officer"]):
        who: dict[str, Any] = dict(person) if isinstance(person, dict) else {"as": person, "role": person}
        if isinstance(person, str):
            who |= dict(zip(("unit", "name"), PEOPLE[person], strict=True))
        house.join(f"web:{who.pop('as')}", who.pop("role"), who.pop("unit", ""), who.pop("name"), **who)
    for item, claim in given.get("answers", {}).items():
        version = house.submission().version(item) + 1
        house.record(facts.AnswerGiven(item=item, version=version, claim=facts.Claim(**claim)))
    for fact in given.get("facts", ()):
        house.record(facts.FACT.validate_python(fact))  # type: ignore[arg-type]
    if "then_stage" in given:
        house.decree(facts.StageChanged(stage=given["then_stage"]))
    return house


def opened(given: dict[str, Any]) -> House:
    """The campaign: on Lạc Đạo's set, or on any other with its units, procedure, period and terms."""
    when: dict[str, Any] = {
        "stage": given.get("stage", "open"),
        "deadline": given.get("deadline", "2026-11-30"),
    }
    if "set" not in given:
        return House().open_campaign(**when)
    procedure = load_procedure(given["procedure"]) if "procedure" in given else None
    house = House(criteria=criteria_set(given["set"]), procedure=procedure)
    house.clock = local(given["clock"]) if "clock" in given else house.clock
    more = {key: given[key] for key in ("name", "period", "procedure", "terms") if key in given}
    digest: dict[str, Any] = {"procedure_digest": procedure.digest} if procedure else {}
    return house.open_campaign(**when, **more, **digest, units=facts.UnitsImported(**given["units"]))


def local(text: str) -> datetime:
    """A time of Vietnam as transcripts write it: ``2026-12-07 08:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def play(house: House, step: dict[str, Any], codes: dict[str, str]) -> tuple[str, list[str]]:
    chat = f"web:{step.get('as', 'officer')}"
    before, seen = len(house.journal), {other: len(shown) for other, shown in house.shown.items()}
    _act(house, chat, step, codes)
    facts_now = [fact_text(fact) for _, fact in house.journal[before:]]
    said = []
    for other, shown in house.shown.items():
        mark = "" if other == chat else f"({other.removeprefix('web:')}) "
        said += [f"{mark}{text_of(m.model_copy(update={'to': ''}))}" for m in shown[seen.get(other, 0) :]]
    return "\n\n".join(said), facts_now


def _act(house: House, chat: str, step: dict[str, Any], codes: dict[str, str]) -> None:
    if "clock" in step:
        house.tick(local(step["clock"]))
    elif "meanwhile" in step:
        for fact in step["meanwhile"]:
            body = dict(fact)
            unit = body.pop("unit")
            house.record(facts.FACT.validate_python(body), unit, by="elsewhere")  # type: ignore[arg-type]
    elif "start" in step:
        house.start(chat, codes.get(step["start"], step["start"] or ""))
    elif "they" in step:
        text = str(step["they"]) * int(step.get("times", 1))
        house.say(chat, codes.get(text, text), edited=step.get("edited", False))
    elif "press" in step:
        house.press(chat, step["press"])
    elif "payload" in step:
        house.press_payload(chat, step["payload"])
    elif "file" in step:
        house.send(chat, **step["file"])
    elif "refused" in step:
        house.refuse_file(chat, **step["refused"])
    else:
        house.odd(chat, step["odd"])


def in_order(wanted: str, seen: str) -> str:
    """The first wanted line that is not seen after the ones before it; empty where all are."""
    lines = iter(seen.split("\n"))
    for line in (each.strip() for each in wanted.split("\n")):
        if line and not any(line in each for each in lines):
            return line
    return ""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_transcript(path: Path) -> None:
    script = yaml.safe_load(path.read_text(encoding="utf-8"))
    house = prepare(script.get("given", {}))
    codes = {
        name: house.invite(i["role"], i["name"], i.get("unit", ""), expires=i.get("expires", "2026-12-31"))
        for name, i in script.get("invitations", {}).items()
    }
    for number, step in enumerate(script["talk"], start=1):
        said, recorded = play(house, step, codes)
        if UPDATE:
            step["we"] = said
            step["facts"] = recorded
            continue
        missing = in_order(step.get("we", ""), said)
        assert not missing, f"step {number}: not said: {missing!r}\n--- said:\n{said}"
        assert recorded == step.get("facts", recorded), f"step {number}"
        silent = "clock" in step or "meanwhile" in step
        assert step.get("we") or said or silent, f"step {number} was met with silence"
    if UPDATE:
        path.write_text(_written(script), encoding="utf-8")


def test_every_transcript_says_something() -> None:
    assert len(list(FOLDER.glob("*.yaml"))) >= 10
    assert ready().campaign.people


def _written(script: dict[str, Any]) -> str:
    class Block(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Block.add_representer(str, text)
    return yaml.dump(script, Dumper=Block, allow_unicode=True, sort_keys=False, width=1000)
