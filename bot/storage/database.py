"""The one SQLite connection that writes, and everything that is particular to SQLite.

SQL elsewhere is plain: ``$1`` placeholders, ids and times made by the application. A data folder belongs
to one process, which holds a lock on it; SQLite before 3.51.3 can corrupt a WAL that two connections
write at once.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, Self
from urllib.parse import quote

import aiosqlite

SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATIONS: tuple[str, ...] = (SCHEMA.read_text(encoding="utf-8"),)
"""Step n brings a database from version n to n+1; steps are never edited once released."""

Value = str | int | None
AT_ONCE = 500  # rows of a stream in memory

Run = tuple[str, list[Sequence[Any]]]
"""One SQL text and the rows to run it with."""


class Statement(NamedTuple):
    """SQL with ``$1`` placeholders and its values."""

    sql: str
    values: tuple[Value, ...]


class DatabaseError(Exception):
    """The database cannot be used; the message says what to do."""


class LockedError(DatabaseError):
    """Another process writes in the data folder."""


class Database:
    """An open database. ``read`` returns committed rows, ``write`` is one durable transaction.

    Reading has a connection of its own, so that nobody sees a transaction that is still under way.
    """

    def __init__(self, folder: Path, lock: IO[str] | None) -> None:
        self._path, self._lock = folder / "chamdiem.db", lock
        self._writer: _Connection | None = None
        self._reader: _Connection | None = None

    @classmethod
    async def open(cls, folder: Path, *, writing: bool = True) -> Self:
        """Open ``folder/chamdiem.db``, migrating it; raises DatabaseError.

        ``writing=False`` opens an existing database for reading only, beside the process that writes.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _lock(folder) if writing else None
        self = cls(folder, lock)
        try:
            await self._connect(writing=writing)
        except BaseException:
            await self.close()
            raise
        return self

    @classmethod
    @asynccontextmanager
    async def reading(cls, folder: Path) -> AsyncIterator[Self]:
        """An existing database for reading only, beside the process that writes; raises DatabaseError."""
        database = await cls.open(folder, writing=False)
        try:
            yield database
        finally:
            await database.close()

    async def _connect(self, *, writing: bool) -> None:
        if not writing and not self._path.exists():
            raise DatabaseError(f"there is no database in {self._path.parent}")
        if writing:
            self._writer = await _connection(self._path, "rwc")
            for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
                await self._writer.execute(f"PRAGMA {pragma}")
        self._reader = await _connection(self._path, "ro")
        version = (await self.read("PRAGMA user_version"))[0][0]
        if version > len(MIGRATIONS):
            raise DatabaseError(
                f"this database has version {version}, this program knows {len(MIGRATIONS)}: "
                "install the newer program, or restore the backup made before the upgrade"
            )
        if self._writer is None and version < len(MIGRATIONS):
            raise DatabaseError("this database is older than the program: start `chamdiem run` once")
        await self._migrate(version)

    async def _migrate(self, version: int) -> None:
        """Bring the database up to date step by step, each whole or not at all; a copy of what was there
        before stays beside it.
        """
        if self._writer is None or version == len(MIGRATIONS):
            return
        if version:
            copy = self._path.with_name(f"before-version-{version + 1}.db")
            copy.unlink(missing_ok=True)
            await self._writer.execute("VACUUM INTO ?", (str(copy),))
            copy.chmod(0o600)
        for step in range(version, len(MIGRATIONS)):
            await self._writer.executescript(
                f"BEGIN IMMEDIATE;\n{MIGRATIONS[step]}\nPRAGMA user_version = {step + 1};\nCOMMIT;"
            )

    async def read(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """All rows of a query."""
        assert self._reader is not None  # noqa: S101 - open() connects
        return list(await self._reader.execute_fetchall(_numbered(sql), values))

    async def stream(self, sql: str, *values: Value) -> AsyncIterator[sqlite3.Row]:
        """The rows of a query, a few at a time: memory stays flat however many there are."""
        assert self._reader is not None  # noqa: S101 - open() connects
        cursor = await self._reader.execute(_numbered(sql), values)
        try:
            while rows := await cursor.fetchmany(AT_ONCE):
                for row in rows:
                    yield row
        finally:
            with suppress(ValueError, sqlite3.ProgrammingError):  # left in the middle, and closed since
                await cursor.close()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[None]:
        """Everything read inside is of one moment, whatever another process writes meanwhile."""
        await self.read("BEGIN")
        try:
            yield
        finally:
            await self.read("COMMIT")

    async def write(self, statements: Iterable[Statement]) -> None:
        """Run all statements in one durable transaction, or none of them."""
        writer = self._writer
        if writer is None:
            raise DatabaseError("this database was opened for reading only")
        await writer.transaction(_runs(statements))

    async def close(self) -> None:
        """Close the connections and give the folder free."""
        for connection in (self._reader, self._writer):
            if connection is not None:
                await connection.close()
        if self._lock is not None:
            self._lock.close()


_TROUBLES = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM,
)  # fmt: skip


def is_trouble(error: BaseException) -> bool:
    """Whether the disk or a lock is to blame, so that the same may work later."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or (isinstance(code, int) and code & 0xFF in _TROUBLES)


def is_damage(error: BaseException) -> bool:
    """Whether the file is not what SQLite has written: a backup helps, and trying again does not."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class _Connection(aiosqlite.Connection):
    """Runs a whole transaction in one trip to its thread: each trip costs as much as several rows."""

    async def transaction(self, runs: list[Run]) -> None:
        """All runs, durably, or none of them."""
        await self._execute(_transact, self._conn, runs)  # type: ignore[no-untyped-call]


def _transact(connection: sqlite3.Connection, runs: list[Run]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql, rows in runs:
            connection.executemany(_numbered(sql), rows)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def address(path: Path, mode: Literal["ro", "rwc"]) -> str:
    """A database file as SQLite's address of it, whatever its folder is called."""
    return f"file:{quote(str(path))}?mode={mode}"


async def _connection(path: Path, mode: Literal["ro", "rwc"]) -> _Connection:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address(path, mode), uri=True, isolation_level=None, cached_statements=256)

    await asyncio.to_thread(lambda: connect().close())  # a failure in aiosqlite's thread outlives the loop
    connection = _Connection(connect, iter_chunk_size=64)
    await connection
    await connection.execute("PRAGMA busy_timeout = 5000")
    return connection


def _lock(folder: Path) -> IO[str]:
    """Hold the folder for this process; raises DatabaseError where another holds it."""
    lock = (folder / "lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        owner = lock.read().strip() or "unknown"
        lock.close()
        raise LockedError(
            f"another chamdiem process ({owner}) is writing in {folder}: stop it, or talk to it through "
            "its chat; one data folder belongs to one process"
        ) from error
    with suppress(OSError):  # who holds it is good to know; a full disk keeps nobody from starting
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
    return lock


@lru_cache(maxsize=256)
def _numbered(sql: str) -> str:
    """SQLite binds sequences to ``?1``, PostgreSQL to ``$1``."""
    return re.sub(r"\$(\d+)", r"?\1", sql)


def _runs(statements: Iterable[Statement]) -> list[Run]:
    """Neighbours with the same SQL, joined."""
    runs: list[Run] = []
    for sql, values in statements:
        if runs and runs[-1][0] == sql:
            runs[-1][1].append(values)
        else:
            runs.append((sql, [values]))
    return runs
