"""What ``chamdiem doctor`` checks of the database: that it is sound and whole, and that nothing is stuck."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import timedelta

from bot import pinned
from bot.operations.diagnosis import Case, OfRecord, Said, fail, ok, warn
from bot.pinned import PinnedError
from bot.storage import journal
from bot.storage.evidence import EvidenceStore
from criteria import loader
from criteria.files import CriteriaError
from criteria.lint import lint

SAFE_WAL = (3, 51, 3)
STUCK = timedelta(hours=1)
RECENT = timedelta(days=7)
SHOWN = 3


async def _database(case: Case) -> Said:
    said = (await case.database.read("PRAGMA quick_check(1)"))[0][0]
    if said != "ok":
        return fail(f"damaged ({said}): stop the bot and restore the last good backup")
    version = (await case.database.read("PRAGMA user_version"))[0][0]
    return ok(f"sound, version {version}")


async def _sqlite(_case: Case) -> Said:
    if sqlite3.sqlite_version_info >= SAFE_WAL:
        return ok(f"version {sqlite3.sqlite_version}")
    return ok(
        f"version {sqlite3.sqlite_version}: before 3.51.3 two connections that write at once can corrupt a "
        "WAL; chamdiem writes with one only, so do not write into the database with other programs"
    )


async def _journal(case: Case) -> Said:
    last = journal.Head()
    async for row, trouble in journal.walk(case.database):
        if trouble:
            return fail(f"row {row.seq}: {trouble}; see chamdiem verify")
        last = journal.Head(row.seq, row.hash)
    return ok(f"whole: {last.seq} rows, the last is {last.code} (chamdiem verify compares the tables too)")


async def _clock_of_journal(case: Case) -> Said:
    rows = await case.database.read("SELECT max(at) FROM journal")
    last = rows[0][0] or ""
    if last > (case.now + timedelta(minutes=5)).isoformat():
        return fail(f"the last row was written at {last}, which is still to come: set the clock")
    return ok("no row is from the future")


async def _set(case: Case) -> Said:
    campaign = case.campaign
    if not campaign.id:
        return warn("there is no campaign yet: chamdiem campaign create")
    try:
        found = pinned.load(case.data, campaign)
        pinned.load_procedure(case.data, campaign)
    except (PinnedError, CriteriaError, KeyError, OSError) as error:
        return fail(f"the criteria set of the campaign is not there: {error}")
    kept = pinned.set_folder(case.data, campaign)
    if not kept.exists():
        return warn(f"{found.id} is not pinned: a newer program may change it; copy it to {kept}")
    return ok(f"{found.id}, version {found.version}, is pinned as {found.digest[:12]}")


async def _lint(case: Case) -> Said:
    if not case.campaign.id:
        return ok("no campaign, nothing to read")
    folder = pinned.set_folder(case.data, case.campaign)
    if not folder.exists():
        folder = loader.find(case.campaign.set_id, case.data / "sets")
    found = lint(loader.load_set(folder), loader.load_print(folder), loader.load_examples(folder))
    open_ = [each for each in found if not each.acknowledged]
    if not open_:
        return ok(f"every one of {len(found)} findings has a ruling")
    codes = ", ".join(f"{each.code} {each.where}" for each in open_[:SHOWN])
    return warn(
        f"{len(open_)} findings without a ruling ({codes}): chamdiem criteria lint {case.campaign.set_id}"
    )


async def _evidence(case: Case) -> Said:
    store, count, missing = EvidenceStore(case.data / "evidence"), 0, []
    sql = "SELECT DISTINCT sha256 FROM evidence WHERE sha256 <> ''"
    async for (sha256,) in case.database.stream(sql):
        count += 1
        try:
            there = store.path(sha256).exists()
        except ValueError:
            there = False
        if not there:
            missing.append(sha256)
    if missing:
        return fail(
            f"{len(missing)} of {count} files are missing ({missing[0][:12]} …): take them from a backup"
        )
    return ok(f"all {count} files are there")


async def _inbox(case: Case) -> Said:
    before = (case.now - STUCK).isoformat()
    stuck = await _count(case, "inbox WHERE state IN ('fetching', 'waiting') AND at < $1", before)
    failed = await _count(case, "inbox WHERE state = 'failed' AND at > $1", _recent(case))
    return _stuck(
        (stuck, "events have waited for a file for more than an hour: restart the bot"),
        (failed, "events of this week were set aside: see the log, and report them"),
    )


async def _outbox(case: Case) -> Said:
    before = (case.now - STUCK).isoformat()
    stuck = await _count(case, "outbox WHERE state = 'waiting' AND at < $1", before)
    failed = await _count(case, "outbox WHERE state = 'failed' AND at > $1", _recent(case))
    return _stuck(
        (stuck, "messages have waited for more than an hour: is the bot running, is Telegram reachable?"),
        (failed, "messages of this week could not be sent: did those people block the bot?"),
    )


def _recent(case: Case) -> str:
    return (case.now - RECENT).isoformat()


async def _count(case: Case, which: str, at: str) -> int:
    rows = await case.database.read(f"SELECT count(*) FROM {which}", at)  # noqa: S608 - written above
    return int(rows[0][0])


def _stuck(*found: tuple[int, str]) -> Said:
    said: Iterable[str] = [f"{count} {text}" for count, text in found if count]
    return warn("; ".join(said)) if said else ok("nothing is stuck")


OF_RECORD: dict[str, OfRecord] = {
    "database": _database,
    "sqlite": _sqlite,
    "journal": _journal,
    "time": _clock_of_journal,
    "set": _set,
    "lint": _lint,
    "evidence": _evidence,
    "inbox": _inbox,
    "outbox": _outbox,
}
