"""A unit's dossier at a glance: score, groups, warnings first, progress, and the ways into it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from conversations.dossier import remarks
from conversations.messages import Message, grid, lines, paragraphs
from conversations.outcome import results
from conversations.phrases import remarks as said
from conversations.phrases import reviewer as words
from conversations.phrases.common import maximum
from conversations.review import dossiers, finishing, recalling, verdicts
from conversations.review.dossiers import Dossier, Row
from conversations.talk import Talk, button, primary
from conversations.year import year_on_year

SHOWN = 10  # warnings named, and criteria offered, on one card


def unit_card(dossier: Dossier, *leads: str) -> Message:
    """Score, groups, warnings first, progress, and the ways into it."""
    return Message(
        title=words.UNIT_TITLE.format(unit=dossier.unit.name),
        body=paragraphs(
            *leads, _facts(dossier), _warned(dossier), _groups(dossier), _progress(dossier), _said(dossier)
        ),
        buttons=_unit_buttons(dossier),
    )


def show_remarks(talk: Talk, dossier: Dossier) -> None:
    """All that the unit says of its difficulties and proposes, for whoever answers for the whole dossier; its
    card stays above.
    """
    unit = dossier.unit
    if not dossier.leads:
        dossiers.refuse(talk, unit)
        return
    back = button(f"{words.DOSSIER} {unit.name}", "rv", unit.code)
    title, body = said.TITLE_OF.format(unit=unit.name), remarks.whole(dossier.record)
    talk.say(Message(title=title, body=body, buttons=((back,),)))


def _said(dossier: Dossier) -> str:
    """The same in a few words."""
    return lines(*remarks.brief(dossier.record)) if dossier.leads else ""


def _facts(dossier: Dossier) -> str:
    record, own = dossier.record, dossier.own
    state = words.UNIT_STATE.format(code=dossier.code, state=words.STATES[record.state])
    when = words.UNIT_SUBMITTED.format(when=words.when(record.submitted_at)) if record.submitted_at else ""
    most = own.base if dossier.leads else sum(dossier.criterion(item).max for item in dossier.scope)
    template = words.UNIT_OWN if dossier.leads else words.UNIT_PART_OWN
    score = template.format(points=words.points(dossier.total(own)), most=maximum(Fraction(most)))
    done = record.state in ("verified", "approved")
    verified = words.UNIT_VERIFIED_DONE if done else words.UNIT_VERIFIED
    verified = verified if dossier.leads else words.UNIT_PART_VERIFIED
    waiting = [item for item in dossier.scope if own.scores[item].state == "provisional"]
    return lines(
        f"{state} {when}".strip(),
        "" if dossier.leads else _part(dossier),
        score,
        verified.format(points=words.points(dossier.total(dossier.verified))) if record.verdicts else "",
        words.UNIT_PROVISIONAL.format(codes=", ".join(waiting)) if waiting else "",
        *_level(dossier),
    )


def _level(dossier: Dossier) -> list[str]:
    """The level by what stands so far; whoever reviews a part does not see the whole."""
    sheet = dossier.verified if dossier.record.verdicts else dossier.own
    return results.level_lines(dossier.talk, sheet) if dossier.leads else []


def _part(dossier: Dossier) -> str:
    codes = words.listed(dossier.codes(dossier.scope))
    return words.UNIT_PART.format(count=len(dossier.scope), codes=codes)


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
    criteria, reviewed = dossier.talk.criteria, bool(dossier.record.verdicts)
    groups = criteria.groups if dossier.leads else ()
    sheet = dossier.verified if reviewed else dossier.own
    before = year_on_year.before(dossier.talk, dossier.beside.earlier, by_review=reviewed)
    return lines(
        *(
            words.UNIT_GROUP.format(
                code=g.code,
                name=g.name,
                points=words.points(sheet.groups[g.id]),
                most=maximum(g.declared_max),
            )
            + year_on_year.of_group(criteria, sheet, before, g.id)
            for g in groups
        ),
        year_on_year.of_total(sheet, before) if dossier.leads else "",
    )


def _progress(dossier: Dossier) -> str:
    count, asked = len(dossier.scope), dossier.asked
    line = words.UNIT_PROGRESS.format(done=dossier.decided, count=count)
    decided = dossier.record.verdicts
    outcomes = Counter(decided[item].outcome for item in dossier.scope if item in decided)
    told = [text.format(count=outcomes[name]) for name, text in words.COUNTED.items() if outcomes[name]]
    codes = words.listed(dossier.codes(asked))
    return lines(
        f"{line}: {', '.join(told)}." if told else f"{line}.",
        words.UNIT_QUESTIONS.format(count=len(asked), codes=codes) if asked else "",
        finishing.co_verifiers(dossier),
    )


def _to_look_at(dossier: Dossier) -> list[str]:
    """Criteria with a warning and without a verdict, answered ones first."""
    waiting = [item for item in dossier.warnings if item not in dossier.record.verdicts]
    return sorted(waiting, key=lambda item: item not in dossier.record.answers)[:SHOWN]


def _unit_buttons(dossier: Dossier) -> tuple[Row, ...]:
    unit, open_ = dossier.code, not dossier.refusal()
    item = verdicts.next_undecided(dossier) or dossier.scope[0]
    warned = [button(f"⚠ {dossier.name(i)}", "rvi", i, "", unit) for i in _to_look_at(dossier)]
    count = len(dossier.unwarned)
    many = (button(words.ACCEPT_UNWARNED.format(count=count), "rvall", "", "", unit),)
    finished = not dossier.undecided
    end = (primary if finished else button)(words.FINISH, "rvend", "", "", unit)
    rows = (
        ((button if finished else primary)(words.WALK, "rvi", item, "", unit),),
        *grid(warned, 4),
        many if count and open_ else (),
        (end,) if open_ and dossier.leads else (),
        recalling.offered(dossier.talk, unit),
        (button(said.BOTH, "rvsay", "", "", unit),) if dossier.leads and dossier.record.remarks else (),
        (*((button(words.FORM, "adform", unit),) if dossier.leads else ()), button(words.QUEUE, "rvq")),
    )
    return tuple(row for row in rows if row)
