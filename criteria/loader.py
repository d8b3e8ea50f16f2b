"""Reads set files strictly: every scalar stays text, duplicate and unknown keys are refused.

YAML reads ``3.10`` as 3.1, ``no`` as False and ``2025-12-15`` as a date; PyYAML's BaseLoader leaves them
alone. Errors name the file and, where it can be known, the line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from criteria.schema import CriteriaSet

PACKAGE_DATA = Path(__file__).parent / "data"
LARGEST = 5_000_000  # bytes; the largest published set has 120 kB


class CriteriaError(Exception):
    """A set file is wrong. ``code`` is stable, ``file`` and ``line`` say where."""

    def __init__(self, code: str, file: Path | str, line: int | None, message: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {message} [{code}]")
        self.code, self.file, self.line, self.message = code, str(file), line, message


class _Strict(yaml.BaseLoader):
    """BaseLoader that refuses duplicate keys and remembers nothing else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise CriteriaError("duplicate-key", self.name, line, f"key {key.value!r} stands twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path) -> Any:
    """The file's content with every scalar as text; raises CriteriaError."""
    if not path.is_file():
        raise CriteriaError("no-file", path, None, "there is no such file")
    if path.stat().st_size > LARGEST:
        raise CriteriaError("too-large", path, None, f"the file is larger than {LARGEST} bytes")
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=_Strict)  # noqa: S506 - BaseLoader builds only text, lists, dicts
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CriteriaError("yaml", path, line, str(error.problem)) from error
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        raise CriteriaError("yaml", path, None, "the file is not YAML in UTF-8") from error


def load_set(folder: Path) -> CriteriaSet:
    """The set in ``folder/set.yaml``; raises CriteriaError with the first finding and its line."""
    path = folder / "set.yaml"
    data = read_yaml(path)
    try:
        return CriteriaSet.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{where}: {first['msg']}" if where else first["msg"]
        raise CriteriaError("schema", path, _line(path, first["loc"]), message) from error


def find_sets(*folders: Path) -> dict[str, Path]:
    """Folders of all sets by id: those of the package, then those of ``folders``, which win."""
    found: dict[str, Path] = {}
    for root in (PACKAGE_DATA, *folders):
        for path in sorted(root.glob("*/set.yaml")):
            found[path.parent.name] = path.parent
    return found


def load(set_id: str, *folders: Path) -> CriteriaSet:
    """The set of that id; raises CriteriaError where there is none."""
    found = find_sets(*folders)
    if set_id not in found:
        known = ", ".join(found) or "none"
        raise CriteriaError("unknown-set", set_id, None, f"there is no such set; known sets: {known}")
    return load_set(found[set_id])


def _line(path: Path, location: tuple[int | str, ...]) -> int | None:
    """Line of the node at ``location``; pydantic's own steps (union tags) are passed over."""
    with path.open(encoding="utf-8") as stream:
        node: Any = yaml.compose(stream, Loader=yaml.BaseLoader)
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), node)
    return node.start_mark.line + 1 if node is not None else None
