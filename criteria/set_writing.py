"""The files of a set's folder as text: YAML that people read and the strict reader reads back exactly."""

from __future__ import annotations

from typing import Any, Final

import yaml

from criteria.workbook_mistakes import Filled

WIDEST: Final = 1 << 20  # characters; a text is broken only where it breaks itself


def set_files(found: Filled, heading: str) -> dict[str, str]:
    """The texts of ``set.yaml`` and, where there is anything, of ``decision.md`` and ``examples.yaml``."""
    shape = found.criteria.model_dump(mode="json", exclude_unset=True)
    files = {"set.yaml": as_yaml(_ordered(found.raw, shape), heading), "decision.md": found.print}
    if found.examples:
        files["examples.yaml"] = as_yaml(found.examples, heading)
    return {name: text for name, text in files.items() if text}


def _ordered(data: Any, shape: Any) -> Any:
    """The data with its keys in the order of the schema, which is that of ``shape``."""
    if isinstance(data, dict):
        return {key: _ordered(data[key], shape[key]) for key in shape if key in data}
    if isinstance(data, list):
        return [_ordered(item, like) for item, like in zip(data, shape, strict=True)]
    return data


class _Dumper(yaml.SafeDumper):
    """Quotes whatever YAML would take for something else than text; lists stand below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, False)  # noqa: FBT003


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_yaml(data: Any, heading: str) -> str:
    """Nested texts as YAML below a comment; ``criteria.files.read_yaml`` gives back every scalar."""
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDEST)
    return "".join(f"# {line}\n" for line in heading.splitlines()) + body
