"""What the documents name is there: commands, chat commands, files, links and modules."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import SECTIONS, WIDEST, main
from conversations.commands import BY_NAME, COMMANDS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TEXTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
GUIDES = sorted((DOCS / "vi").glob("*.md"))
ROOMS = sorted(
    name.parent.relative_to(ROOT).as_posix()
    for room in ("criteria", "scoring", "conversations", "exports", "bot")
    for name in (ROOT / room).rglob("__init__.py")
)
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)")
CALL = re.compile(r"(?:^|[\s/])chamdiem\s+(.+)")
PATH = re.compile(r"(?:bot|conversations|scoring|criteria|exports|tests|docs|bench)/[\w./-]+")
BOLD = re.compile(r"\*\*([A-ZĐÂ‹][^*]*[^*:.])\*\*(?! \| \|$)", re.MULTILINE)
"""Labels: no lead of a paragraph, no heading of a table's part, no emphasis inside of a sentence."""
SPELLED, ANYTHING = re.compile(r"…|\d[\d\\.]*"), r'[^"\n]*'
CHAT = re.compile(r"/([a-z0-9]+)(?:\s|$)")
ROOM, MODULE = re.compile(r"### `(\S+)/`"), re.compile(r"- `(\w+)`: \S")
LEFT_OUT = re.compile(r"[\[\]]|\s#.*")
"""Brackets around what may be given, and comments."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code(path: Path) -> Iterator[str]:
    """Every line of code and every piece of code inside of a sentence; a line that ends with \\ goes on."""
    text = path.read_text(encoding="utf-8")
    for block in FENCE.findall(text):
        yield from block.replace("\\\n", " ").splitlines()
    yield from SPAN.findall(re.sub(r"(?<=\S)\n(?=\S)", " ", FENCE.sub("", text)))


def calls(path: Path) -> Iterator[list[str]]:
    """The words behind ``chamdiem``, also where the word itself is left out before a group's name."""
    groups = tuple(f"{key} " for key, value in main.commands.items() if isinstance(value, click.Group))
    for piece in code(path):
        found = CALL.search(piece)
        rest = found[1] if found else piece if piece.startswith(groups) else ""
        words = shlex.split(LEFT_OUT.sub("", rest)) if rest.count('"') % 2 == 0 else rest.split()
        if words and words[0] != "…":
            yield words


def mistakes(words: list[str]) -> Iterator[str]:
    """Unknown subcommands and options of one call."""
    commands: list[click.Command] = [main]
    for at, word in enumerate(words):
        here = commands[-1]
        if word.startswith("--"):
            known = {option for command in commands for each in command.params for option in each.opts}
            if word.partition("=")[0] not in known | {"--help"}:
                yield f"{word} of {here.name}"
        elif isinstance(here, click.Group) and words[at - 1] != "--data" and word != "…":
            found = [here.commands.get(each) for each in word.split("|")]
            if None in found:
                yield f"{here.name} {word}"
                return
            commands += [each for each in found if each is not None]


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_commands_exist(path: Path) -> None:
    assert [wrong for words in calls(path) for wrong in mistakes(words)] == []


def test_a_command_that_does_not_exist_is_noticed() -> None:
    assert list(mistakes(["campaign", "begin"])) == ["campaign begin"]
    assert list(mistakes(["--data", "x", "export", "form|poem", "02"])) == ["export form|poem"]
    assert list(mistakes(["invite", "officer", "--all-unit"])) == ["--all-unit of invite"]


def test_help_lists_every_command_once_in_a_whole_sentence() -> None:
    assert sorted(each for names in SECTIONS.values() for each in names) == sorted(main.commands)
    groups = [main, *(each for each in main.commands.values() if isinstance(each, click.Group))]
    shown = [each for group in groups for each in group.commands.values() if not each.hidden]
    assert [each.name for each in shown if each.get_short_help_str(WIDEST).endswith("...")] == []


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_chat_commands_exist(path: Path) -> None:
    named = {found[1] for piece in code(path) if (found := CHAT.match(piece))}
    assert named <= BY_NAME.keys()


@pytest.mark.parametrize("path", [path for path in GUIDES if path.name != "bo-tieu-chi.md"], ids=name)
def test_what_guides_print_bold_is_said_or_stands_on_a_button(path: Path) -> None:
    sources = [*(ROOT / "conversations" / "phrases").glob("*.py"), *(ROOT / "bot/channels/page").glob("*.*")]
    said = "".join(each.read_text(encoding="utf-8") for each in sources)
    labels = [" ".join(label.split()) for label in BOLD.findall(path.read_text(encoding="utf-8"))]
    assert [each for each in labels if not re.search(SPELLED.sub(ANYTHING, re.escape(each)), said)] == []


def test_every_chat_command_is_in_a_guide() -> None:
    guides = "".join(path.read_text(encoding="utf-8") for path in GUIDES)
    assert [each.name for each in COMMANDS if not re.search(rf"`/{each.name}\b", guides)] == []


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_files_and_links_exist(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    paths = [piece for piece in code(path) if PATH.fullmatch(piece)]
    links = [target for target in LINK.findall(text) if "://" not in target]
    lost = [each for each in paths if not (ROOT / each).exists()]
    assert lost + [each for each in links if not (path.parent / each).exists()] == []


def test_every_document_and_picture_is_linked() -> None:
    def linked(paths: list[Path]) -> set[Path]:
        pages = ((path.parent, path.read_text(encoding="utf-8")) for path in paths)
        return {(folder / target).resolve() for folder, text in pages for target in LINK.findall(text)}

    documents = {path for path in TEXTS if path.is_relative_to(DOCS) and path.name != "README.md"}
    assert documents - linked([ROOT / "README.md", DOCS / "README.md"]) == set()
    assert set((DOCS / "images").glob("*.png")) - linked(TEXTS) == set()


def test_structure_names_every_module_once() -> None:
    listed: dict[str, list[str]] = {}
    room = ""
    for line in (DOCS / "structure.md").read_text(encoding="utf-8").splitlines():
        if heading := ROOM.fullmatch(line):
            room = heading[1]
        elif room and (module := MODULE.match(line)):
            listed.setdefault(room, []).append(module[1])
    there = {
        room: sorted(p.stem for p in (ROOT / room).glob("*.py") if p.stem != "__init__") for room in ROOMS
    }
    assert {room: sorted(modules) for room, modules in listed.items()} == there


def test_glossary_is_in_order_and_says_everything_once() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    first = [row.partition(",")[0].casefold() for row in rows if row not in ("code", "---")]
    terms = [term.strip() for row in rows for term in row.split(",")]
    assert first == sorted(first)
    assert len(terms) == len(set(terms))
