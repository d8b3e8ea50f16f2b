from __future__ import annotations

import random
from fractions import Fraction

import pytest

from scoring.facts import Claim
from scoring.peers import score_block
from scoring.records import Submission
from scoring.sheet import claimed, verified
from tests.exports.rankings import ranking_report
from tests.exports.samples import AT, SET, accepted, adjusted, answered, campaign, communes, finished


def _claims(chance: random.Random) -> dict[str, Claim]:
    away = Claim(not_applicable="không có")
    claims = {
        "1.1": Claim(chosen=(chance.choice(["co", "chua"]),)),
        "1.2": chance.choice(
            [away, Claim(values={"a": str(chance.randint(0, 9)), "b": str(chance.randint(0, 7))})]
        ),
        "2.1": Claim(values={"v": str(chance.randint(0, 3))}),
        "2.2": chance.choice([away, Claim(values={"v": str(chance.randint(0, 5))})]),
    }
    return {item: claim for item, claim in claims.items() if chance.random() < 0.8}


def _record(unit: str, chance: random.Random) -> Submission:
    record = answered(unit, _claims(chance))
    for item in record.answers:
        how = chance.random()
        if how < 0.3:
            record = accepted(record, item)
        elif how < 0.5:
            record = adjusted(record, item, points=str(chance.randint(0, 20)))
        elif how < 0.7 and item in ("2.1", "2.2"):
            record = adjusted(record, item, claim=Claim(values={"v": str(chance.randint(0, 9))}))
    return finished(record)


@pytest.mark.parametrize("seed", range(60))
def test_row_by_row_is_the_same_as_the_whole_block_at_once(seed: int) -> None:
    chance = random.Random(seed)
    units = communes(chance.randint(1, 6))
    records = [_record(unit.code, chance) for unit in units]
    own = score_block(SET, {r.unit: claimed(r) for r in records})
    points = {r.unit: verified(r)[1] for r in records}
    checked = score_block(SET, {r.unit: verified(r)[0] for r in records}, points)

    report = ranking_report(campaign(*units), SET, iter(records), at=AT)

    rows = {row.code: row for row in report.blocks[0].units}
    assert {code: row.own for code, row in rows.items()} == {code: sheet.total for code, sheet in own.items()}
    assert {c: row.verified for c, row in rows.items()} == {c: sheet.total for c, sheet in checked.items()}
    assert all(row.own_groups == tuple(own[code].groups.values()) for code, row in rows.items())
    assert all(isinstance(row.counted, Fraction) for row in rows.values())
