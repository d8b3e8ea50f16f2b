"""Errors whose words tell somebody at a terminal what to do."""

from __future__ import annotations

from typing import Final

from bot.channels.web_listening import AddressError
from bot.commands.commanding import RefusedError
from bot.control import ControlError
from bot.operations import backup_files
from bot.operations.backups import BackupError
from bot.operations.verifying import ReceiptError
from bot.papers import archiving
from bot.papers.public_writing import PaperError
from bot.pinned import PinnedError
from bot.settings import SettingsError
from bot.storage.database import DatabaseError, is_damage, is_trouble
from bot.tryout.demo import DemoError
from bot.tryout.rehearsal import RehearsalError
from bot.tryout.rehearsed_year import NotPlayedError
from conversations.events import OvertakenError
from criteria.files import CriteriaError
from exports.package_opening import PackageError
from scoring.cases import CaseError

_EXPECTED: Final = (
    AddressError,
    BackupError,
    CaseError,
    ControlError,
    CriteriaError,
    DatabaseError,
    DemoError,
    NotPlayedError,
    OSError,
    OvertakenError,
    PackageError,
    PaperError,
    PinnedError,
    ReceiptError,
    RefusedError,
    RehearsalError,
    SettingsError,
    archiving.ArchiveError,
    backup_files.ArchiveError,
)


def is_expected(error: Exception) -> bool:
    """Whether it is one of them; of what SQLite raises only what comes from the disk, a lock or a damage."""
    return isinstance(error, _EXPECTED) or is_trouble(error) or is_damage(error)
