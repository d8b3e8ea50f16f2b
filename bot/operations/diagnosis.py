"""What a check of ``chamdiem doctor`` looks at and what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.settings import Settings
from bot.storage.database import Database
from scoring.campaigns import Campaign

State = Literal["OK", "WARN", "FAIL"]


class Finding(BaseModel):
    """The outcome of one check; ``said`` is what is so and, where it is not well, how to mend it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    check: str
    state: State
    said: str

    @property
    def line(self) -> str:
        """As the terminal shows it."""
        return f"{self.state:<5} {self.check}: {self.said}"


class Said(BaseModel):
    """What a check says, before it has the check's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """Settings, time and, for checks of the record, the open database with its campaign."""

    settings: Settings
    now: datetime
    database: Database
    campaign: Campaign

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.settings.data


def ok(text: str) -> Said:
    return Said(state="OK", text=text)


def warn(text: str) -> Said:
    return Said(state="WARN", text=text)


def fail(text: str) -> Said:
    return Said(state="FAIL", text=text)


OfMachine = Callable[[Settings, datetime], Awaitable[Said]]
OfRecord = Callable[[Case], Awaitable[Said]]
