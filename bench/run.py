"""Measures against floors, interleaved in one run, and prints ratios of medians: ``make bench``.

Each measurement is a pair: ours, and the least that anybody would have to do for the same outcome.
"""

from __future__ import annotations

import asyncio
import gc
import tempfile
from pathlib import Path

from bench import answers, blocks, calls, packages, processes, records
from bench.measuring import Row, table
from criteria import loader


def main() -> None:
    """Everything, in a few minutes."""
    criteria = loader.load(records.SET)
    rows = [
        asyncio.run(answers.one_answer(criteria)),
        asyncio.run(answers.many_answers(criteria)),
        calls.calling(),
        processes.starting(),
        processes.resident(),
        *recorded(),
        packages.memory(),
    ]
    gc.disable()  # as the commands do that work out a whole campaign and end
    rows.append(blocks.scoring())
    print(table(rows))


def recorded() -> list[Row]:
    """What is measured on the records of whole campaigns."""
    with tempfile.TemporaryDirectory() as folder:
        few = asyncio.run(records.campaign(Path(folder) / "few", records.UNITS))
        many = asyncio.run(records.campaign(Path(folder) / "many", records.MANY))
        return [
            records.recomputing(few),
            asyncio.run(records.workbook(few)),
            records.memory(few, many),
            asyncio.run(records.beside(few)),
        ]


if __name__ == "__main__":
    main()
