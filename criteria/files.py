"""Reads YAML and JSON strictly: every scalar stays text, duplicate keys are refused.

YAML reads ``3.10`` as 3.1, ``no`` as False and ``2025-12-15`` as a date; PyYAML's BaseLoader leaves them
alone. Errors name the file and, where it can be known, the line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

import yaml

LARGEST = 5_000_000  # bytes; the largest published set has 120 kB


class CriteriaError(Exception):
    """A set file is wrong. ``code`` is stable, ``file`` and ``line`` say where."""

    def __init__(self, code: str, file: Path | str, line: int | None, message: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {message} [{code}]")
        self.code, self.file, self.line, self.message = code, str(file), line, message


class _Strict(yaml.BaseLoader):
    """BaseLoader that refuses duplicate keys, keys that are no text, and aliases.

    It stays the slow one in Python: the one in C crashes on brackets nested 200,000 deep.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            self._refuse("alias", event, "aliases (*name) are not read: write it out")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse("yaml", key, "a key must be plain text")
            if key.value in seen:
                self._refuse("duplicate-key", key, f"key {key.value!r} stands twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def _refuse(self, code: str, at: Any, message: str) -> NoReturn:
        raise CriteriaError(code, self.name, at.start_mark.line + 1, message)


def read_yaml(path: Path, largest: int = LARGEST) -> Any:
    """The content of a YAML or JSON file with every scalar as text; raises CriteriaError."""
    text = read_text(path, largest)
    try:
        if text.lstrip().startswith(("{", "[")):
            return _json(path, text)
    except json.JSONDecodeError:
        pass  # YAML may begin with a brace, too; otherwise its error has a line
    except RecursionError as error:
        raise CriteriaError("yaml", path, None, "the file is nested too deep") from error
    return _yaml(path, text)


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The text of a file; raises CriteriaError where it is too large or cannot be read."""
    if not path.is_file():
        raise CriteriaError("no-file", path, None, "there is no such file")
    try:
        if path.stat().st_size > largest:
            raise CriteriaError("too-large", path, None, f"the file is larger than {largest} bytes")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CriteriaError("yaml", path, None, "the file is not text in UTF-8") from error
    except OSError as error:
        raise CriteriaError("no-file", path, None, f"the file cannot be read: {error.strerror}") from error


def line_of(path: Path, location: tuple[int | str, ...]) -> int | None:
    """Line of the node at ``location``; steps that the file does not have are passed over."""
    node: Any = yaml.compose(read_text(path), Loader=yaml.BaseLoader)
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), node)
    return node.start_mark.line + 1 if node is not None else None


def _yaml(path: Path, text: str) -> Any:
    try:
        loader = _Strict(text)
        loader.name = str(path)
        return loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CriteriaError("yaml", path, line, str(error.problem)) from error
    except RecursionError as error:
        raise CriteriaError("yaml", path, None, "the file is nested too deep") from error
    except yaml.YAMLError as error:
        raise CriteriaError("yaml", path, None, "the file is not YAML in UTF-8") from error


def _json(path: Path, text: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise CriteriaError("duplicate-key", path, None, f"key {key!r} stands twice")
            found[key] = value
        return found

    data = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=once)
    return _spelled(data)


def _spelled(value: Any) -> Any:
    """``true``, ``false`` and ``null`` as the text that stands in the file."""
    if isinstance(value, dict):
        return {key: _spelled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)
