"""Finds and loads criteria sets: the package's own, and those in other folders."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from criteria.examples import Example
from criteria.files import CriteriaError, line_of, read_text, read_yaml, short
from criteria.schema import CriteriaSet

PACKAGE_DATA = Path(__file__).parent / "data"

M = TypeVar("M", bound=BaseModel)


def load_set(folder: Path) -> CriteriaSet:
    """The set in ``folder/set.yaml``; raises CriteriaError with the first finding and its line."""
    return read_set(folder / "set.yaml")


def read_set(path: Path) -> CriteriaSet:
    """The set in a file of any name; raises CriteriaError with the first finding and its line."""
    return validated(CriteriaSet, read_yaml(path), path, ())


def load_examples(folder: Path) -> tuple[Example, ...]:
    """The worked examples in ``folder/examples.yaml``, none where there is no such file."""
    path = folder / "examples.yaml"
    if not path.is_file():
        return ()
    data = read_yaml(path) or []
    if not isinstance(data, list):
        raise CriteriaError("schema", path, 1, "examples are a list: each begins with '- criterion:'")
    return tuple(validated(Example, item, path, (index,)) for index, item in enumerate(data))


def load_print(folder: Path) -> str:
    """The official text in ``folder/decision.md``, empty where there is no such file."""
    path = folder / "decision.md"
    return read_text(path) if path.is_file() else ""


def find_sets(*folders: Path) -> dict[str, Path]:
    """Folders of all sets by id: those of the package, then those of ``folders``, which win."""
    found: dict[str, Path] = {}
    for root in (PACKAGE_DATA, *folders):
        for path in sorted(root.glob("*/set.yaml")):
            found[path.parent.name] = path.parent
    return found


def find(set_id: str, *folders: Path) -> Path:
    """The folder of the set of that id; raises CriteriaError where there is none."""
    found = find_sets(*folders)
    if set_id not in found:
        known = ", ".join(found) or "none"
        raise CriteriaError("unknown-set", set_id, None, f"there is no such set; known sets: {known}")
    return found[set_id]


def load(set_id: str, *folders: Path) -> CriteriaSet:
    """The set of that id; raises CriteriaError where there is none, or where its file says another id."""
    folder = find(set_id, *folders)
    criteria = load_set(folder)
    if criteria.id != set_id:
        why = f"the set calls itself {criteria.id!r}, its folder {set_id!r}: give both the same name"
        raise CriteriaError("other-id", folder / "set.yaml", None, why)
    return criteria


# what is wrong, gently ----------------------------------------------------------------------------------


def validated(model: type[M], data: Any, path: Path, outer: tuple[int | str, ...]) -> M:
    """``data`` as the model; raises CriteriaError with the first finding, its line and a way on."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors()
        first = _first(found)
        location = (*outer, *first["loc"])
        where = ".".join(str(part)[:60] for part in location)
        left = sum(each["type"] != "too_short" or each is first for each in found) - 1
        more = f" (and {left} more)" if left else ""
        message = f"{where}: {_gently(first, model)}{more}" if where else f"{_gently(first, model)}{more}"
        raise CriteriaError("schema", path, line_of(path, location), message) from error


def _first(errors: list[ErrorDetails]) -> ErrorDetails:
    """The one that is told: a key that is missing may just be misspelt, which is another error there.

    What is wrong inside a list is not in it for pydantic, so that the list is too short as well.
    """
    first = next((each for each in errors if each["type"] != "too_short"), errors[0])
    if first["type"] != "missing":
        return first
    misspelt = (each for each in errors if each["type"] == "extra_forbidden")
    return next((each for each in misspelt if each["loc"][:-1] == first["loc"][:-1]), first)


_LONGEST = 300  # characters of a message, which may name everything that is wrong

_GENTLE = {
    "missing": "this key is missing",
    "union_tag_not_found": "the rule needs a kind, like kind: ratio",
    "union_tag_invalid": "there is no kind {tag}; kinds are {expected_tags}",
    "literal_error": "write {expected}{given}",
    "string_type": "write text here, not a list or further keys",
    "tuple_type": "write a list here{given}",
    "model_type": "write keys and values here{given}",
    "model_attributes_type": "write keys and values here{given}",
    "dict_type": "write keys and values here{given}",
    "int_parsing": "write a whole number{given}",
    "int_parsing_size": "write a whole number{given}",
    "bool_parsing": "write true or false{given}",
    "greater_than_equal": "write a number greater than or equal to {ge}{given}",
    "less_than_equal": "write a number less than or equal to {le}{given}",
}


def _gently(error: ErrorDetails, model: type[BaseModel]) -> str:
    """What to write instead, in a few words."""
    if error["type"] == "extra_forbidden":
        return _misspelt(model, error["loc"])
    given = f", not {short(error['input'])}" if isinstance(error["input"], str) else ""
    told = _GENTLE.get(error["type"])
    if told is None:
        message = error["msg"].removeprefix("Value error, ")
        return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
    context = {
        key: short(value) if key == "tag" else value for key, value in (error.get("ctx") or {}).items()
    }
    return told.format(given=given, **context)


def _misspelt(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """A key that the schema does not have, and the nearest one that it has there."""
    key = str(location[-1])
    known = _keys(model, location[:-1])
    near = difflib.get_close_matches(key, known, n=1)
    instead = f"did you mean {near[0]!r}?" if near else f"keys are {', '.join(known)}"
    return f"there is no key {short(key)} here: {instead}"


def _keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Keys that may stand at the location; a step that is no field is the kind of a rule."""
    models = [model]
    for step in location:
        if isinstance(step, int):
            continue
        inner = [each for one in models if step in one.model_fields for each in _models(one, step)]
        models = inner or [each for each in models if each.__name__.lower() == step]
    return sorted({name for each in models for name in each.model_fields})


def _models(model: type[BaseModel], field: str) -> list[type[BaseModel]]:
    """The models that a field, or each item of it, may be."""
    found, waiting = [], [model.model_fields[field].annotation]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            found.append(each)
        waiting += get_args(each)
    return found
