"""Which unit is meant by a code, a name or a part of a name."""

from __future__ import annotations

from criteria.vietnamese import fold_line
from scoring.campaigns import Campaign
from scoring.facts import Unit

LONGEST_NAME = 12  # words
LONGEST_TEXT = 100  # characters


def units(campaign: Campaign, typed: str) -> tuple[Unit, ...]:
    """The units meant: by code, else by name, else by a part of the name, in the order of the list."""
    wanted = fold_line(typed)
    if not wanted or len(wanted) > LONGEST_TEXT:
        return ()
    every = campaign.units.values()
    if typed.strip() in campaign.units:
        return (campaign.units[typed.strip()],)
    for same in (
        lambda unit: unit.code.lower() == wanted,
        lambda unit: fold_line(unit.name) == wanted,
        lambda unit: f" {wanted} " in f" {fold_line(unit.name)} ",
        lambda unit: len(wanted) > 2 and wanted in fold_line(unit.name),
    ):
        if found := tuple(unit for unit in every if same(unit)):
            return found
    return ()


def leading(campaign: Campaign, typed: str) -> tuple[Unit | None, str]:
    """The unit that a text begins with, by code or full name, and the rest of the text."""
    known = {fold_line(unit.name): unit for unit in campaign.units.values()}
    known |= {unit.code.lower(): unit for unit in campaign.units.values()}
    words = typed.split()
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        unit = known.get(fold_line(" ".join(words[:count])))
        if unit is not None:
            return unit, " ".join(words[count:])
    return None, typed.strip()
