"""One event in, one turn out. Pure: the same session, event and desk always give the same turn."""

from __future__ import annotations

from conversations import acts, commands, helping, justifying
from conversations.administration import administering, importing
from conversations.answers import asking, offering, pressing
from conversations.desk import Desk
from conversations.dossier import assigning, evidence
from conversations.entry import joining
from conversations.events import (
    Event,
    FileCame,
    FileRefused,
    OddCame,
    Ordered,
    Pressed,
    Said,
    Started,
    Ticked,
)
from conversations.review import hearing, replying
from conversations.session import Session
from conversations.sheets import offline
from conversations.talk import Talk, Turn, parse_press
from conversations.year import ordering, past_rounds, supplying, ticking
from criteria.vietnamese import clean
from scoring.facts import ActRefused


def step(session: Session, event: Event, desk: Desk) -> Turn:
    """Answer one event. Never raises for anything that a person can send.

    May raise ``NotOnDesk``; the caller fetches what is asked for and calls again.
    """
    talk = Talk(session, event, desk)
    past_rounds.begun_anew(talk)
    if isinstance(event, Ticked):
        ticking.ticked(talk, event)
    elif isinstance(event, Ordered):
        ordering.ordered(talk, event)
    elif isinstance(event, Started):
        joining.started(talk, event.invitation)
    elif talk.person is None or not talk.person.roles:
        joining.stranger(talk)
    elif isinstance(event, Pressed):
        _pressed(talk, event.payload)
    elif isinstance(event, Said):
        _said(talk, event)
    elif isinstance(event, FileCame):
        _file_came(talk, event)
    elif isinstance(event, FileRefused):
        _file_refused(talk, event)
    elif isinstance(event, OddCame):
        helping.odd(talk, event.what)
    assigning.tell_when_done(talk)
    return offering.remembered(past_rounds.marked(talk, talk.turn()))


def _pressed(talk: Talk, payload: str) -> None:
    justifying.leave(talk)
    bare, number = past_rounds.unmarked(payload)
    verb, item, version, argument = parse_press(bare)
    if past_rounds.is_old(talk, verb, number):
        past_rounds.old_pressed(talk, item)
    elif verb == "cmd":
        _command(talk, item, argument)
    elif verb in pressing.PRESSES:
        pressing.pressed(talk, (verb, item, version, argument))
    elif verb in acts.PRESSES:
        acts.PRESSES[verb](talk, item, version, argument)
    else:
        helping.unknown_button(talk)


def _said(talk: Talk, event: Said) -> None:
    text = clean(event.text)
    command = commands.parse(text)
    if event.edited:
        helping.edited(talk)
    elif not text:
        helping.empty(talk)
    elif len(text) > talk.desk.limits.text_characters:
        helping.too_long(talk)
    elif command is not None:
        _command(talk, *command)
    elif not event.item and (payload := offering.meant(talk, text)):
        _pressed(talk, payload)
    elif not event.item and offering.half_agreed(talk, text):
        return
    else:
        if event.item and talk.person is not None and talk.person.unit() and talk.campaign.set_id:
            evidence.turn_to(talk, event.item)
        _heard(talk, text)


def _heard(talk: Talk, text: str) -> None:
    """A text that is no command: to whoever asked for it, else by the person's role."""
    if talk.person is None or not talk.campaign.set_id:
        helping.not_understood(talk)
    elif talk.session.place in acts.AWAITED:
        acts.AWAITED[talk.session.place](talk, text)
    elif talk.session.place == "replying" and talk.person.unit():
        replying.said(talk, text)
    elif name := _worded(talk, text):
        _command(talk, name, "")
    elif talk.person.unit():
        asking.said(talk, text)
    elif talk.person.has("administrator"):
        administering.said(talk, text)
    elif talk.person.has("reviewer"):
        hearing.said(talk, text)
    else:
        helping.not_understood(talk)


def _worded(talk: Talk, text: str) -> str:
    """The command that a text names in words, where no question is open that it may answer."""
    free = talk.session.place == "idle" or talk.person is None or not talk.person.unit()
    return commands.worded(talk.person, text) if free and not hearing.is_wish(text) else ""


def _command(talk: Talk, name: str, argument: str) -> None:
    justifying.leave(talk)
    command = commands.BY_NAME.get(name)
    if name == "start":
        joining.started(talk, argument)
    elif command is None:
        helping.unknown_command(talk, name)
    elif talk.person is None or not any(talk.person.has(role) for role in command.roles):
        helping.not_yours(talk, name)
    elif not talk.campaign.set_id and name not in ("batdau", "trogiup"):
        helping.no_campaign(talk)
    elif command.stages and talk.campaign.stage not in command.stages:
        acts.WRONG_STAGE.get(name, helping.wrong_stage)(talk, name)
    else:
        if name != "trogiup":
            justifying.leave_asked(talk)
        acts.COMMANDS[name](talk, argument)


def _file_came(talk: Talk, event: FileCame) -> None:
    answers = event.item and not event.keyed and talk.person is not None and talk.person.unit()
    if answers and talk.campaign.set_id:
        evidence.file_came(talk, event)
    elif talk.session.place in justifying.PLACES:
        justifying.file_came(talk)
    elif event.keyed and talk.campaign.set_id:
        offline.sheet_came(talk, event)
    elif talk.session.place == "importing":
        importing.units_file(talk, event)
    elif talk.session.place == "supplying":
        supplying.sheet_came(talk, event)
    elif talk.session.place in acts.REVIEWING:
        helping.file_not_expected(talk)
    elif talk.person is not None and talk.person.unit() and talk.campaign.set_id:
        evidence.file_came(talk, event)
    else:
        helping.file_not_expected(talk)


def _file_refused(talk: Talk, event: FileRefused) -> None:
    if event.why == "infected" and talk.person is not None and talk.campaign.set_id:
        talk.decree(ActRefused(act="file", why="infected"))
    if talk.session.place in justifying.PLACES:
        justifying.file_came(talk)
    elif talk.session.place == "importing":
        importing.refused(talk, event)
    elif talk.session.place == "supplying":
        supplying.refused(talk, event)
    elif talk.person is not None and talk.person.unit():
        evidence.refused(talk, event)
    else:
        helping.file_not_expected(talk)
