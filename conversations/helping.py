"""What is said to the unexpected: one clear sentence, and a way on. Also /trogiup."""

from __future__ import annotations

from conversations import commands
from conversations.messages import Button, Message, grid
from conversations.phrases import common, results
from conversations.phrases import officer as words
from conversations.showing import items
from conversations.talk import Talk, button, primary
from scoring.facts import ActRefused

Row = tuple[Button, ...]


def odd(talk: Talk, what: str) -> None:
    """A sticker, a voice message, a location and the like."""
    _tell(talk, common.ODD.get(what, common.ODD["other"]))


def empty(talk: Talk) -> None:
    _tell(talk, common.EMPTY)


def too_long(talk: Talk) -> None:
    length = len(getattr(talk.event, "text", ""))
    _tell(talk, common.TOO_LONG.format(length=length, most=talk.desk.limits.text_characters))


def edited(talk: Talk) -> None:
    """An edited message changes nothing that was recorded."""
    item = talk.session.item
    change = ((button(words.CHANGE, "edit", item),),) if _is_open(talk, item) else way_on(talk)
    talk.show(Message(body=common.EDITED, buttons=change))


def unknown_command(talk: Talk, name: str) -> None:
    _tell(talk, common.UNKNOWN_COMMAND.format(name=common.cut(name, 32)))


def not_yours(talk: Talk, name: str) -> None:
    """A command of another role: nothing happens, and the attempt is on record."""
    talk.decree(ActRefused(act=f"/{name}", why="role"))
    _tell(talk, common.NOT_YOURS.format(name=name))


def wrong_stage(talk: Talk, name: str, act: str = "") -> None:
    """A command (or ``act``, a button of it) that the campaign's stage does not allow: on record, too."""
    _tell(talk, refused_by_stage(talk, name, act))


def refused_by_stage(talk: Talk, name: str, act: str = "") -> str:
    """Put the refusal on record; the sentence that says it."""
    talk.decree(ActRefused(act=act or f"/{name}", why="stage"))
    now = results.STAGE_NAMES[talk.campaign.stage]
    wanted = commands.BY_NAME[name].stages
    listed = ", ".join(said for stage, said in results.STAGE_NAMES.items() if stage in wanted)
    return results.WRONG_STAGE.format(now=now, name=name, wanted=listed)


def unknown_button(talk: Talk) -> None:
    _tell(talk, common.UNKNOWN_BUTTON)


def not_understood(talk: Talk) -> None:
    _tell(talk, common.NOT_UNDERSTOOD)


def no_campaign(talk: Talk) -> None:
    talk.show(Message(body=common.NO_CAMPAIGN))


def file_not_expected(talk: Talk) -> None:
    _tell(talk, common.FILE_NOT_EXPECTED)


def support(talk: Talk) -> None:
    """Whom to ask."""
    names = [person.name for person in talk.campaign.people.values() if person.has("administrator")]
    _tell(talk, common.SUPPORT.format(names=", ".join(names)) if names else common.SUPPORT_NOBODY)


def help_(talk: Talk, _argument: str = "") -> None:
    """The commands that the person can use now, and when the others; for an officer how to type."""
    now = [
        each for each in commands.usable(talk.person, talk.campaign.stage) if not _is_idle(talk, each.name)
    ]
    later = [f"/{each.name}" for each in commands.menu(talk.person) if each not in now]
    code = items.example(talk.criteria) if talk.campaign.set_id else common.A_CODE
    officer = talk.person is not None and talk.person.unit()
    talking = [common.HELP_TALK.format(code=code), ""] if officer else []
    rest = ["", common.HELP_LATER.format(names=", ".join(later))] if later else []
    body = "\n".join([*talking, *(_helped(each, code) for each in now), *rest])
    talk.show(Message(title=common.HELP_TITLE, body=body, buttons=way_on(talk)))


def _helped(command: commands.Command, code: str) -> str:
    """``/giao 3.2 Nguyễn Văn An: Giao vài câu cho đồng nghiệp``."""
    takes = command.takes.format(code=code)
    return f"/{command.name}{f' {takes}' if takes else ''}: {command.help}"


def _is_idle(talk: Talk, name: str) -> bool:
    """Whether the state of the unit's own dossier leaves nothing for the command to do."""
    if name not in ("nop", "ruthoso") or talk.person is None or not talk.person.unit():
        return False
    handed_in = talk.submission().state == "submitted"
    return handed_in != (name == "ruthoso")


def way_on(talk: Talk) -> tuple[Row, ...]:
    """The question that is open, or the first things to do in the person's role."""
    person = talk.person
    if person is None:
        return ()
    if person.unit():
        item = talk.session.item
        if _is_open(talk, item):
            return ((primary(words.BACK_TO_QUESTION, "go", item), button(words.CONTENTS, "toc")),)
        return ((primary(words.GO_ON, "cmd", "tieptuc"), button(words.CONTENTS, "toc")),)
    return main_commands(talk)


def main_commands(talk: Talk) -> tuple[Row, ...]:
    """Buttons for the main commands of a reviewer, administrator or observer."""
    person = talk.person
    if person is None:
        return ()
    names = ["hangdoi", "xephang"] if person.has("reviewer") else []
    if person.has("administrator"):
        names += ["kydanhgia", "tiendo", "donvi", "moi", *([] if names else ["xephang"])]
    if person.has("observer") and not names:
        names = ["xephang"]
    pressed = [button(commands.BY_NAME[name].help, "cmd", name) for name in names]
    return grid(pressed, 2)


def _is_open(talk: Talk, item: str) -> bool:
    own = talk.person is not None and bool(talk.person.unit())
    return own and bool(item) and items.exists(talk.criteria, item)


def _tell(talk: Talk, text: str) -> None:
    talk.show(Message(body=text, buttons=way_on(talk)))
