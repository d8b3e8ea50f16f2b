"""Worked examples (``examples.yaml``): an answer, and its points as the print's own arithmetic."""

from __future__ import annotations

from typing import Literal

from criteria.kinds import Exact, Model


class Example(Model):
    """One case. ``given`` is an answer as in a score file; ``points`` may be ``421/512 * 35``.

    ``highest`` and ``lowest`` are the block's extremes, for rules that compare units.
    """

    criterion: str
    clause: str
    given: dict[str, str | list[str]] | str
    points: Exact
    state: Literal["scored", "undetermined", "not_applicable"] = "scored"
    highest: Exact | None = None
    lowest: Exact | None = None
    best_points: Exact | None = None
    why: str
