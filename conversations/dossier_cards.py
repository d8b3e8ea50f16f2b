"""A unit's dossier at a glance: score, groups, warnings first, progress, and the ways into it."""

from __future__ import annotations

from collections import Counter

from conversations import dossiers, verdicts
from conversations.dossiers import Dossier, Row, lines, paragraphs
from conversations.messages import Message
from conversations.phrases import reviewer as words
from conversations.phrases.common import maximum
from conversations.talk import button, primary

SHOWN = 10  # warnings named, and criteria offered, on one card


def unit_card(dossier: Dossier, *leads: str) -> Message:
    """Score, groups, warnings first, progress, and the ways into it."""
    return Message(
        title=words.UNIT_TITLE.format(unit=dossier.unit.name),
        body=paragraphs(*leads, _facts(dossier), _warned(dossier), _groups(dossier), _progress(dossier)),
        buttons=_unit_buttons(dossier),
    )


def _facts(dossier: Dossier) -> str:
    record, own = dossier.record, dossier.own
    state = words.UNIT_STATE.format(code=dossier.code, state=words.STATES[record.state])
    when = words.UNIT_SUBMITTED.format(when=words.when(record.submitted_at)) if record.submitted_at else ""
    score = words.UNIT_OWN.format(points=words.points(own.total), most=maximum(own.base))
    done = record.state in ("verified", "approved")
    verified = words.UNIT_VERIFIED_DONE if done else words.UNIT_VERIFIED
    waiting = [c.id for c in dossier.talk.criteria.relative if own.scores[c.id].state == "provisional"]
    return lines(
        f"{state} {when}".strip(),
        score,
        verified.format(points=words.points(dossier.verified.total)) if record.verdicts else "",
        words.UNIT_PROVISIONAL.format(codes=", ".join(waiting)) if waiting else "",
    )


def _warned(dossier: Dossier) -> str:
    """What deserves a look, each with its words; unanswered criteria in one line; decided ones marked."""
    told = [_warning(dossier, item) for item in dossier.warnings if item in dossier.record.answers]
    missing = [item for item in dossier.warnings if item not in dossier.record.answers]
    if not told and not missing:
        return words.UNIT_NOTHING_WARNED
    more = words.UNIT_MORE.format(count=len(told) - SHOWN) if len(told) > SHOWN else ""
    codes = words.listed(dossier.codes(missing))
    return lines(
        words.UNIT_WARNED.format(count=len(told)) if told else "",
        *told[:SHOWN],
        more,
        words.UNIT_UNANSWERED.format(count=len(missing), codes=codes) if missing else "",
    )


def _warning(dossier: Dossier, item: str) -> str:
    verdict = dossier.record.verdicts.get(item)
    mark = f"{words.MARKS[verdict.outcome]} " if verdict else ""
    return f"{mark}{dossier.name(item)}: {words.warned(dossier.warnings[item])}"


def _groups(dossier: Dossier) -> str:
    groups = dossier.talk.criteria.groups
    sheet = dossier.verified if dossier.record.verdicts else dossier.own
    return lines(
        *(
            words.UNIT_GROUP.format(
                code=g.code,
                name=g.name,
                points=words.points(sheet.groups[g.id]),
                most=maximum(g.declared_max),
            )
            for g in groups
        )
    )


def _progress(dossier: Dossier) -> str:
    count = len(dossier.talk.criteria.criteria)
    line = words.UNIT_PROGRESS.format(done=dossier.decided, count=count)
    outcomes = Counter(verdict.outcome for verdict in dossier.record.verdicts.values())
    told = [text.format(count=outcomes[name]) for name, text in words.COUNTED.items() if outcomes[name]]
    return f"{line}: {', '.join(told)}." if told else f"{line}."


def _to_look_at(dossier: Dossier) -> list[str]:
    """Criteria with a warning and without a verdict, answered ones first."""
    waiting = [item for item in dossier.warnings if item not in dossier.record.verdicts]
    return sorted(waiting, key=lambda item: item not in dossier.record.answers)[:SHOWN]


def _unit_buttons(dossier: Dossier) -> tuple[Row, ...]:
    unit, open_ = dossier.code, not dossier.refusal()
    item = verdicts.next_undecided(dossier) or dossier.talk.criteria.criteria[0].id
    warned = [button(f"⚠ {dossier.name(i)}", "rvi", i, "", unit) for i in _to_look_at(dossier)]
    count = len(dossier.unwarned)
    many = (button(words.ACCEPT_UNWARNED.format(count=count), "rvall", "", "", unit),)
    finished = not dossier.undecided
    end = (primary if finished else button)(words.FINISH, "rvend", "", "", unit)
    rows = (
        ((button if finished else primary)(words.WALK, "rvi", item, "", unit),),
        *dossiers.grid(warned),
        many if count and open_ else (),
        (end,) if open_ else (),
        (button(words.FORM, "adform", unit), button(words.QUEUE, "rvq")),
    )
    return tuple(row for row in rows if row)
