"""Finds and loads criteria sets: the package's own, and those in other folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from criteria.examples import Example
from criteria.files import CriteriaError, line_of, read_text, read_yaml
from criteria.schema import CriteriaSet

PACKAGE_DATA = Path(__file__).parent / "data"

M = TypeVar("M", bound=BaseModel)


def load_set(folder: Path) -> CriteriaSet:
    """The set in ``folder/set.yaml``; raises CriteriaError with the first finding and its line."""
    path = folder / "set.yaml"
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
        # what is wrong inside a list is not in it for pydantic, so that the list is too short as well
        errors = [each for each in error.errors() if each["type"] != "too_short"] or error.errors()
        location = (*outer, *errors[0]["loc"])
        where = ".".join(str(part) for part in location)
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        message = f"{where}: {_gently(errors[0])}{more}" if where else f"{_gently(errors[0])}{more}"
        raise CriteriaError("schema", path, line_of(path, location), message) from error


_GENTLE = {
    "extra_forbidden": "there is no key {key!r} here; is it misspelt?",
    "missing": "this key is missing",
    "union_tag_not_found": "the rule needs a kind, like kind: ratio",
    "union_tag_invalid": "there is no kind {tag!r}; kinds are {expected_tags}",
    "literal_error": "write {expected}{given}",
    "string_type": "write text here, not a list or further keys",
    "tuple_type": "write a list here{given}",
    "model_type": "write keys and values here{given}",
    "dict_type": "write keys and values here{given}",
}


def _gently(error: ErrorDetails) -> str:
    """What to write instead, in a few words."""
    given = f", not {error['input']!r}" if isinstance(error["input"], str) else ""
    key = error["loc"][-1] if error["loc"] else ""
    told = _GENTLE.get(error["type"])
    if told is None:
        return error["msg"].removeprefix("Value error, ")
    return told.format(key=key, given=given, **error.get("ctx", {}))
