"""What a score file gives for one criterion becomes a claim; every usual way of writing it is taken.

``{a: 421, b: 512}``, ``421/512`` for a over b, a bare figure for a single input, an option by its key,
its label or its place, a row of a scale likewise, a list of a checklist's items, ``{na: true}``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from criteria import schema
from criteria.schema import Criterion, Input, Tier, Worth
from criteria.vietnamese import clean, clean_line, fold
from scoring.claims import figure, needed
from scoring.facts import Claim
from scoring.typed import AnswerError, absent, canonical

Known = Callable[[Input], str | None]
"""The figure of an input that was given elsewhere (general information), None where it was not."""

NOT_APPLICABLE = "không áp dụng"
_NA = Input(key="na", label="", type="yes_no")


def claim_of(criterion: Criterion, given: Any, known: Known) -> Claim | None:
    """The claim, None where nothing was given; raises AnswerError."""
    if isinstance(given, dict) and "na" in given:
        rest = {key: value for key, value in given.items() if key not in ("na", "reason")}
        if canonical(_NA, given["na"]) == "1":
            if rest:
                raise AnswerError(f"what does not apply has no {', '.join(rest)}")
            return Claim(not_applicable=str(given.get("reason") or NOT_APPLICABLE))
        given = rest
    if absent(given):
        return None
    chosen, figures = _parts(criterion, given)
    values = {key: canonical(criterion.input(key), value) for key, value in figures.items()}
    claim = Claim(values=values, chosen=chosen)
    linked = {key: known(criterion.input(key)) for key in needed(criterion, claim) if key not in values}
    found = {key: text for key, text in linked.items() if text is not None}
    return Claim(values={**values, **found}, chosen=chosen)


def figure_given(criterion: Criterion, key: str, given: Any) -> str | None:
    """One input's figure as given, for other criteria that use it; None where it is not there."""
    if absent(given) or (isinstance(given, dict) and "na" in given):
        return None
    _, figures = _parts(criterion, given)
    return canonical(criterion.input(key), figures[key]) if key in figures else None


def _parts(criterion: Criterion, given: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """What is chosen, and the figures that are not yet read."""
    match criterion.rule:
        case schema.Choice() as rule:
            return _choice(criterion, rule, given)
        case schema.Checklist() as rule:
            return _checklist(criterion, rule, given)
        case schema.Tiers() as rule:
            return _tiers(criterion, rule, given)
        case _:
            return (), _figures(criterion, given)


# figures ------------------------------------------------------------------------------------------------


def _figures(criterion: Criterion, given: Any) -> dict[str, Any]:
    inputs = criterion.inputs
    if isinstance(given, dict):
        if len(inputs) == 1 and inputs[0].type == "ratio" and inputs[0].key not in given:
            return {inputs[0].key: given}
        return _named(criterion, given)
    if isinstance(given, list):
        if len(given) != len(inputs):
            raise AnswerError(f"{len(given)} figures for {len(inputs)} inputs: {_keys(criterion)}")
        return dict(zip((item.key for item in inputs), given, strict=True))
    if len(inputs) == 1:
        return {inputs[0].key: given}
    top, over, bottom = given.partition("/")
    if over and (pair := _fraction(criterion)):
        return {pair[0]: top, pair[1]: bottom}
    asked = [item.key for item in inputs if not item.same_as]
    if len(asked) != 1:
        raise AnswerError(f"write its inputs by key: {_keys(criterion)}")
    return {asked[0]: given}


def _named(criterion: Criterion, given: dict[str, Any]) -> dict[str, Any]:
    keys = {item.key for item in criterion.inputs}
    if unknown := [key for key in given if key not in keys]:
        raise AnswerError(f"there is no input {', '.join(unknown)}; its inputs are {_keys(criterion)}")
    return {key: value for key, value in given.items() if not absent(value)}


def _keys(criterion: Criterion) -> str:
    return ", ".join(item.key for item in criterion.inputs) or "none"


def _fraction(criterion: Criterion) -> tuple[str, str] | None:
    """Keys of numerator and denominator where the rule measures one input over another."""
    parts = criterion.formula.fraction() if criterion.formula else None
    keys = {item.key for item in criterion.inputs}
    if parts and {parts[0].source, parts[1].source} == keys and len(keys) == 2:
        return parts[0].source, parts[1].source
    return None


# options, items and rows --------------------------------------------------------------------------------


def _choice(criterion: Criterion, rule: schema.Choice, given: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    keys = [option.key for option in rule.options]
    figures: dict[str, Any] = {}
    if isinstance(given, dict):
        figures = _named(criterion, {key: value for key, value in given.items() if key != "option"})
        if "option" in given:
            given = given["option"]
            if absent(given):
                return (), figures
    if isinstance(given, str) and (place := _place(given, rule.options, keys)) is not None:
        return (keys[place],), figures
    typed = isinstance(given, str) and given.strip()[:1].isdigit()
    if typed and len(criterion.inputs) == 1 and not figures:
        figures = {criterion.inputs[0].key: given}
    asking = [option.key for option in rule.options if option.asks and option.asks <= figures.keys()]
    if len(asking) != 1 or not (typed or isinstance(given, dict)):
        raise AnswerError(f"choose one of {', '.join(keys)} (or its label, or its place from 1)")
    return (asking[0],), figures


_LISTS = ("items", "options")


def _checklist(
    criterion: Criterion, rule: schema.Checklist, given: Any
) -> tuple[tuple[str, ...], dict[str, Any]]:
    keys = [item.key for item in rule.items]
    if not isinstance(given, dict):
        return _items(rule, given), {}
    said = {key: value for key, value in given.items() if key in keys}
    figures = _named(criterion, {k: value for k, value in given.items() if k not in keys and k not in _LISTS})
    for name in _LISTS:
        if name in given:
            return _items(rule, given[name]), figures
    chosen = {key for key, value in said.items() if not absent(value) and canonical(_NA, value) == "1"}
    chosen |= {item.key for item in rule.items if item.asks and item.asks <= figures.keys()}
    return tuple(key for key in keys if key in chosen), figures


def _items(rule: schema.Checklist, given: Any) -> tuple[str, ...]:
    keys = [item.key for item in rule.items]
    found = set()
    for name in given if isinstance(given, list) else [given]:
        place = _place(name, rule.items, keys) if isinstance(name, str) else None
        if place is None:
            raise AnswerError(f"there is no item {name!r}; its items are {', '.join(keys)}")
        found.add(place)
    return tuple(keys[place] for place in sorted(found))


def _tiers(criterion: Criterion, rule: schema.Tiers, given: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    row = given.get("tier", given.get("option")) if isinstance(given, dict) else given
    if isinstance(row, str):
        place = _place(row, rule.tiers)
        figure_meant = row.strip().isdecimal() and not (rule.pick or isinstance(given, dict))
        if place is not None and not figure_meant and not rule.tiers[place].asks:
            if not isinstance(given, dict):
                _settle_place(criterion, rule, row.strip(), place)
            return (str(place + 1),), {}
        if isinstance(given, dict):
            raise AnswerError(f"there is no row {row!r}; rows are 1 to {len(rule.tiers)}, or their labels")
    return (), _figures(criterion, given)


def _settle_place(criterion: Criterion, rule: schema.Tiers, typed: str, place: int) -> None:
    """A bare number beside a counted figure is a place or the figure itself; refuse it where that differs."""
    if not typed.isdecimal() or len(criterion.inputs) != 1 or criterion.inputs[0].type == "frequency":
        return
    asked = criterion.inputs[0]
    value = rule.of.evaluate({asked.key: figure(canonical(asked, typed))})
    if not rule.tiers[place].holds(value):
        could = f"{{tier: {typed}}} or {{{asked.key}: {typed}}}"
        raise AnswerError(f"{typed!r} could be a row or the figure itself; write {could}")


def _place(text: str, options: Sequence[Worth | Tier], keys: Sequence[str] = ()) -> int | None:
    """Index of the option or row that is meant: by key, by its place from 1, by its label.

    A label as it is written goes before one in other case, that before one without its marks, and all of
    them before a key without its marks (Có: ``co``); raises AnswerError where more than one is left.
    """
    typed = clean(text)
    if typed in keys:
        return keys.index(typed)
    if typed.isdecimal() and len(typed) < 5:
        return int(typed) - 1 if 1 <= int(typed) <= len(options) else None
    for form in _FORMS:
        found = [n for n, option in enumerate(options) if form(_bare(option.label)) == form(_bare(typed))]
        if len(found) > 1:
            alike = "; ".join(options[n].label for n in found)
            raise AnswerError(
                f"{text!r} is more than one of them: {alike}; write the key, the place or all marks"
            )
        if found:
            return found[0]
    return keys.index(fold(typed)) if fold(typed) in keys else None


_FORMS: tuple[Callable[[str], str], ...] = (str, str.casefold, fold)


def _bare(label: str) -> str:
    return clean_line(label).strip(" .;:,")
