"""Reads YAML and JSON strictly: every scalar stays text, duplicate keys are refused.

YAML reads ``3.10`` as 3.1, ``no`` as False and ``2025-12-15`` as a date; PyYAML's BaseLoader leaves them
alone. Errors name the file and, where it can be known, the line. Size, depth and number of values are
bounded, so that a file that means harm is refused at once.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

import yaml

LARGEST = 500_000  # bytes; the largest published set has 90 kB
LARGEST_TEXT = 5_000_000  # bytes of a decision
VALUES = 15_000  # keys, texts and lists; the largest published set has 5,000
DEPTH = 40  # a set has 12 levels

_TOO_DEEP = f"the file is nested deeper than {DEPTH} levels: no set needs that, write it flatter"


class CriteriaError(Exception):
    """A set file is wrong. ``code`` is stable, ``file`` and ``line`` say where."""

    def __init__(self, code: str, file: Path | str, line: int | None, message: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {message} [{code}]")
        self.code, self.file, self.line, self.message = code, str(file), line, message


class _Strict(yaml.BaseLoader):
    """BaseLoader that refuses duplicate keys, keys that are no text, aliases, tags, and far too much.

    It stays the slow one in Python: the one in C crashes on brackets nested 200,000 deep.
    """

    def __init__(self, text: str, name: str, values: int) -> None:
        super().__init__(text)
        self.name = name
        self._left, self._most, self._depth = values, values, 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if event.anchor is not None:
            self._refuse("alias", event, "names for values (&name, *name) are not read: write the value out")
        if getattr(event, "tag", None) is not None:
            self._refuse("tag", event, f"tags ({event.tag[:60]}) are not read: write the value alone")
        self._left, self._depth = self._left - 1, self._depth + 1
        if self._left < 0:
            self._refuse("too-large", event, f"the file has more than {self._most} values: is it one set?")
        if self._depth > DEPTH:
            self._refuse("yaml", event, _TOO_DEEP)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_scalar(self, node: yaml.ScalarNode) -> Any:
        if strange := unwritable(node.value):
            self._refuse("yaml", node, strange)
        return super().construct_scalar(node)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse("yaml", key, "a key must be plain text: write key: value")
            if key.value in seen:
                self._refuse("duplicate-key", key, twice(key.value))
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def _refuse(self, code: str, at: Any, message: str) -> NoReturn:
        raise CriteriaError(code, self.name, at.start_mark.line + 1, message)


def twice(key: str) -> str:
    """What is said of a key that stands twice."""
    return f"key {short(key)} stands twice: keep one of them"


def short(text: str) -> str:
    """A quoted text of any length for a message."""
    return repr(text if len(text) <= 60 else f"{text[:60]}…")


_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def unwritable(text: str) -> str:
    """What is wrong with a text that no form or workbook can hold; empty where nothing is."""
    found = _UNWRITABLE.search(text)
    return f"the character U+{ord(found[0]):04X} is not for reading: delete it" if found else ""


def read_yaml(path: Path, largest: int = LARGEST, values: int = VALUES) -> Any:
    """The content of a YAML or JSON file with every scalar as text; raises CriteriaError."""
    text = read_text(path, largest)
    if not text.lstrip().startswith(("{", "[")):
        return _yaml(path, text, values)
    try:
        return _json(text)
    except json.JSONDecodeError:  # YAML may begin with a brace, too; otherwise its error has a line
        return _yaml(path, text, values)
    except _UnfitError as error:
        raise CriteriaError(error.code, path, _line_of_unfit(path, text, error.code), str(error)) from error


def read_text(path: Path, largest: int = LARGEST_TEXT) -> str:
    """The text of a file, its lines ended by LF; raises CriteriaError where it cannot be read."""
    try:
        if path.is_dir():
            raise CriteriaError("no-file", path, None, "this is a folder: a file of that name is needed")
        if not path.is_file():
            raise CriteriaError("no-file", path, None, "there is no such file")
        with path.open("rb") as stream:  # what is measured first may grow, or be no file on a disk
            data = stream.read(largest + 1)
    except OSError as error:
        raise CriteriaError("no-file", path, None, f"the file cannot be read: {error.strerror}") from error
    if len(data) > largest:
        raise CriteriaError("too-large", path, None, f"the file is larger than {largest} bytes: is it a set?")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CriteriaError("yaml", path, line, "the file is not text in UTF-8: save it as UTF-8") from error


def line_of(path: Path, location: tuple[int | str, ...]) -> int | None:
    """Line of the node at ``location``; steps that the file does not have are passed over."""
    try:
        node: Any = yaml.compose(_with_spaces(read_text(path)), Loader=yaml.BaseLoader)
    except yaml.YAMLError:  # JSON that is no YAML
        return None
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), node)
    return node.start_mark.line + 1 if node is not None else None


# what is wrong with YAML ----------------------------------------------------------------------------------

_ADVICE = (
    ("mapping values are not allowed", "put a text that has ': ' in quotes"),
    ("cannot start any token", "indent with spaces, and put a text that begins with a mark in quotes"),
    ("expected <block end>", "indent this line like the one above it that it belongs to"),
    ("could not find expected ':'", "write key: value"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    ("found another document", "one file is one set: delete the line ---"),
    ("expected ',' or", "a bracket is not closed"),
)


def _yaml(path: Path, text: str, values: int) -> Any:
    try:
        return _Strict(text, str(path), values).get_single_data()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CriteriaError("yaml", path, line, unwritable(text[error.position]) or error.reason) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CriteriaError("yaml", path, line, _advised(str(error.problem))) from error
    except (ValueError, OverflowError) as error:  # a number of a directive or an escape is beyond Python
        raise CriteriaError("yaml", path, None, "a number of the form \\U… or %YAML is too large") from error


def _advised(problem: str) -> str:
    advice = next((said for part, said in _ADVICE if part in problem), "")
    return f"{problem}: {advice}" if advice else problem


# JSON -----------------------------------------------------------------------------------------------------


class _UnfitError(Exception):
    """Good JSON that is refused all the same."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _line_of_unfit(path: Path, text: str, code: str) -> int | None:
    """Most JSON is YAML as well, whose reader knows lines."""
    try:
        _yaml(path, _with_spaces(text), VALUES)
    except CriteriaError as error:
        return error.line if error.code == code else None
    return None


def _with_spaces(text: str) -> str:
    """Indented with tabs, JSON is no YAML."""
    return text.replace("\t", " ")


def _json(text: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise _UnfitError("duplicate-key", twice(key))
            found[key] = value
        return found

    try:
        return _spelled(
            json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=once)
        )
    except RecursionError as error:
        raise _UnfitError("yaml", _TOO_DEEP) from error


def _spelled(value: Any, depth: int = 1) -> Any:
    """``true``, ``false`` and ``null`` as the text that stands in the file."""
    if depth > DEPTH:
        raise _UnfitError("yaml", _TOO_DEEP)
    if isinstance(value, dict):
        return {_spelled(key): _spelled(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_spelled(item, depth + 1) for item in value]
    if isinstance(value, str) and (strange := unwritable(value)):
        raise _UnfitError("yaml", strange)
    return value if isinstance(value, str) else json.dumps(value)
