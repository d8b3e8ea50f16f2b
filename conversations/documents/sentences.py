"""Reads facts out: one Vietnamese sentence for each, with the names of one campaign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer
from fractions import Fraction
from typing import Any

from conversations.desk import Entry
from conversations.phrases import record as words
from conversations.phrases.common import cut
from conversations.showing import items
from criteria.schema import CriteriaSet
from criteria.vietnamese import date, moment, number
from scoring.campaigns import Campaign
from scoring.claims import spell
from scoring.facts import CampaignFact, Claim, Scope, SubmissionFact, Terms, Unit

DIGITS = 12  # of a hash
LONGEST = 80  # characters of a text in a line
NAMED = 3  # units named in a line


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads facts out with the names of one campaign."""

    campaign: Campaign
    criteria: CriteriaSet

    def line(self, entry: Entry, *, with_unit: bool = True) -> str:
        """When, who, where and what."""
        unit = words.OF_UNIT.format(unit=self.unit(entry.unit)) if with_unit and entry.unit else ""
        return words.LINE.format(
            when=moment(entry.at), who=self.person(entry.person), unit=unit, what=self.sentence(entry.fact)
        )

    def sentence(self, fact: SubmissionFact | CampaignFact) -> str:
        """What happened, without a subject and a full stop."""
        filled = {name: self._written(fact, name, getattr(fact, name)) for name in type(fact).model_fields}
        return words.FACTS[fact.kind].format(**filled)

    def person(self, key: str) -> str:
        """A person's name."""
        known = self.campaign.people.get(key)
        return known.name if known else words.WHO.get(key, words.UNKNOWN)

    def unit(self, code: str) -> str:
        """A unit's name."""
        known = self.campaign.units.get(code)
        return known.name if known else code

    def item(self, item: str) -> str:
        """``mục 3.2`` or ``thông tin chung 1.4``, also where the set has no such item any more."""
        if items.is_info(item):
            return words.INFO.format(code=item.partition(".")[2])
        return words.CRITERION.format(code=item)

    def claim(self, claim: Claim | None) -> str:
        """The figures as they are typed, or the short names of what was chosen."""
        if claim is None:
            return ""
        if claim.not_applicable:
            return words.NOT_APPLICABLE.format(why=cut(claim.not_applicable, LONGEST))
        parts = [", ".join(claim.chosen)] if claim.chosen else []
        parts += [self.values(claim.values)] if claim.values else []
        return "; ".join(parts) or words.EMPTY_CLAIM

    def values(self, values: dict[str, str]) -> str:
        """``a = 421, b = 512``; a single figure or text without its key."""
        spelled = {key: _spelled(text) for key, text in values.items()}
        return (
            next(iter(spelled.values()))
            if len(spelled) == 1
            else ", ".join(f"{key} = {text}" for key, text in spelled.items())
        )

    def units(self, given: tuple[Unit | str, ...]) -> str:
        """A few units by name, many by their number."""
        names = [self.unit(unit) if isinstance(unit, str) else unit.name for unit in given]
        if len(names) <= NAMED:
            return words.UNITS_NAMED.format(names=", ".join(names))
        return words.AND_MORE.format(names=", ".join(names[:NAMED]), count=len(names) - NAMED)

    def _written(self, fact: SubmissionFact | CampaignFact, name: str, value: Any) -> str:
        writer = _WRITERS.get((fact.kind, name)) or _WRITERS.get(("", name))
        return writer(self, value) if writer else cut(str(value), LONGEST)


def _spelled(text: str) -> str:
    """A figure the Vietnamese way, any other text as it is."""
    try:
        return spell(text)
    except (ValueError, ArithmeticError):
        return f"“{cut(text, LONGEST)}”"


def _exact(text: str) -> str:
    """Exact points to two decimals."""
    try:
        return number(Fraction(text), 2)
    except (ValueError, ZeroDivisionError):
        return text


def _day(text: str) -> str:
    try:
        return date(Date.fromisoformat(text[:10]))
    except ValueError:
        return text


def _optional(template: str, name: str, write: Callable[[str], str] = str) -> Writer:
    """What is said only where the text is not empty."""
    return lambda _reader, text: template.format(**{name: write(cut(text, LONGEST))}) if text else ""


def _scope(reader: Reader, scope: Scope) -> str:
    given = {
        "blocks": scope.blocks, "units": tuple(map(reader.unit, scope.units)), "criteria": scope.criteria,
        "body": (reader.campaign.bodies[scope.body].name if scope.body in reader.campaign.bodies
                 else scope.body,) if scope.body else (),
    }  # fmt: skip
    parts = [words.SCOPE_PARTS[key].format(names=", ".join(names)) for key, names in given.items() if names]
    return words.SCOPE.format(parts="; ".join(parts)) if parts else ""


def _terms(_reader: Reader, terms: Terms) -> str:
    days = ", ".join(map(str, terms.remind_before))
    appeals = words.APPEAL_DAYS.format(days=terms.appeal_days) if terms.appeal_days else words.NO_APPEALS
    reminders = [words.REMINDERS.format(days=days)] if days else []
    agency = [words.AGENCY.format(name=terms.agency)] if terms.agency else []
    return "; ".join([*agency, words.SIGN_OFF[terms.sign_off], appeals, *reminders])


def _act(_reader: Reader, act: str) -> str:
    if act in words.ACTS:
        return words.ACTS[act]
    return (words.COMMAND if act.startswith("/") else words.BUTTON).format(act=cut(act, 32))


def _claim_after(reader: Reader, claim: Claim | None) -> str:
    return words.CLAIM.format(claim=reader.claim(claim)) if claim else ""


Writer = Callable[[Reader, Any], str]
_QUOTED = _optional(words.QUOTED, "text")
_WRITERS: dict[tuple[str, str], Writer] = {
    ("", "item"): Reader.item,
    ("", "items"): lambda reader, given: ", ".join(map(reader.item, given)),
    ("", "claim"): Reader.claim,
    ("answer_adjusted", "claim"): _claim_after,
    ("appeal_ruled", "claim"): _claim_after,
    ("", "values"): Reader.values,
    ("", "units"): Reader.units,
    ("", "placings"): lambda _reader, given: words.UNITS.format(count=len(given)),
    ("", "evidence"): lambda _reader, piece: cut(piece.name or piece.url, LONGEST),
    ("", "kept"): _optional(words.KEPT, "period"),
    ("", "text"): _QUOTED,
    ("explanation_given", "text"): lambda reader, text: _QUOTED(reader, text) or words.NO_TEXT,
    ("", "topic"): lambda _reader, topic: words.TOPICS[topic],
    ("remark_given", "text"): lambda reader, text: _QUOTED(reader, text) or words.NO_REMARK,
    ("", "reason"): _optional(words.REASON, "text"),
    ("", "source"): _optional(words.SOURCE, "source"),
    ("", "points"): _optional(words.POINTS, "points", _exact),
    ("", "claimed"): lambda _reader, text: _exact(text),
    ("", "verified"): lambda _reader, text: _exact(text),
    ("", "digest"): lambda _reader, text: text[:DIGITS],
    ("", "late"): lambda _reader, late: words.LATE if late else "",
    ("", "signed_by"): lambda reader, key: words.SIGNED_BY.format(name=reader.person(key)) if key else "",
    ("", "upheld"): lambda _reader, upheld: words.UPHELD[upheld],
    ("", "role"): lambda _reader, role: words.ROLES[role],
    ("", "person"): Reader.person,
    ("", "replaces"): lambda reader, key: words.REPLACES.format(name=reader.person(key)) if key else "",
    ("", "unit"): lambda reader, code: words.UNIT.format(unit=reader.unit(code)) if code else "",
    ("", "scope"): _scope,
    ("", "stage"): lambda _reader, stage: words.STAGES[stage],
    ("", "deadline"): _optional(words.UNTIL, "day", _day),
    ("", "appeals_until"): _optional(words.APPEALS, "day", _day),
    ("", "terms"): _terms,
    ("", "channel"): lambda _reader, name: words.CHANNELS.get(name, name),
    ("", "act"): _act,
    ("", "why"): lambda _reader, why: words.WHY.get(why, cut(why, LONGEST)),
}
"""How a field is written: of one kind of fact, else of all facts; any other is written as it is."""
