"""Pictures in the chat: a unit's points and its place, the ranking of a block, the progress of all units; and
the results page as a file. They are made when they are sent, so an old button shows things as they stand.
"""

from __future__ import annotations

from typing import Final

from conversations import helping, roles
from conversations.messages import Attachment, Button, Message
from conversations.phrases import charts as words
from conversations.phrases.common import cut
from conversations.talk import Press, Talk, button, number_in
from scoring.facts import ActRefused, RoleName

PNG: Final = "image/png"
BLOCKS: Final = 20  # blocks to choose from

UNIT: tuple[RoleName, ...] = ("officer", "leader")
RANKERS: tuple[RoleName, ...] = ("reviewer", "administrator")


# --- buttons -------------------------------------------------------------------------------------------


def of_unit(talk: Talk) -> tuple[Button, ...]:
    """Below the running score: the points as a picture and, once published, the place in the block."""
    place = (button(words.SEE_PLACE, "chart", "place"),) if talk.unit in talk.campaign.placings else ()
    return (button(words.SEE, "chart", "score"), *place)


def of_ranking(talk: Talk) -> tuple[Button, ...]:
    """Below the ranking: a picture of it and, for whoever administers everything, the results page."""
    if not talk.campaign.units:
        return ()
    page = (button(words.PAGE, "chart", "page"),) if roles.whole(talk) else ()
    return (button(words.SEE, "chart", "ranking"), *page)


def of_progress(talk: Talk) -> tuple[Button, ...]:
    """Below the progress."""
    return (button(words.SEE, "chart", "progress"),) if roles.units_below(talk) else ()


# --- what they do --------------------------------------------------------------------------------------


def _pressed(talk: Talk, item: str, version: str, _argument: str) -> None:
    asked = {
        "score": UNIT, "place": UNIT, "ranking": RANKERS, "progress": ("administrator",),
        "page": ("administrator",),
    }  # fmt: skip
    allowed = asked.get(item)
    if allowed is None:
        helping.unknown_button(talk)
    elif not roles.has(talk, *allowed):
        talk.decree(ActRefused(act=f"chart {item}", why="role"))
        helping.unknown_button(talk)
    elif item == "ranking":
        _ranking(talk, version)
    else:
        {"score": _score, "place": _place, "progress": _progress, "page": _page}[item](talk)


def _score(talk: Talk) -> None:
    code, name = _own(talk)
    file = words.SCORE_FILE.format(unit=code)
    _send(talk, words.SCORE.format(unit=name), Attachment(name=file, mime=PNG, make=f"chart:score:{code}"))


def _place(talk: Talk) -> None:
    """Only what is published, and that of nobody but the own unit's block."""
    code, name = _own(talk)
    if not talk.campaign.placings:
        talk.show(Message(body=words.PLACE_LATER, buttons=helping.way_on(talk)))
    elif code not in talk.campaign.placings:
        talk.show(Message(body=words.PLACE_NONE.format(unit=name), buttons=helping.way_on(talk)))
    else:
        file = words.PLACE_FILE.format(unit=code)
        made = Attachment(name=file, mime=PNG, make=f"chart:ranking:@{code}")
        _send(talk, words.PLACE.format(unit=name), made)


def _own(talk: Talk) -> tuple[str, str]:
    code = talk.person.unit() if talk.person else ""
    return code, talk.campaign.units[code].name


def _ranking(talk: Talk, place: str) -> None:
    blocks, at = _blocks(talk), number_in(place, otherwise=-1)
    if not blocks:
        talk.show(Message(body=words.NO_UNITS, buttons=helping.way_on(talk)))
    elif len(blocks) == 1:
        _ranking_of(talk, blocks[0])
    elif 0 <= at < len(blocks):
        _ranking_of(talk, blocks[at])
    else:
        more = len(blocks) - BLOCKS
        body = words.WHICH_BLOCK_MORE.format(count=more) if more > 0 else words.WHICH_BLOCK
        named = enumerate(blocks[:BLOCKS])
        rows = tuple((button(cut(_named(talk, name), 40), "chart", "ranking", n),) for n, name in named)
        talk.show(Message(body=body, buttons=rows))


def _blocks(talk: Talk) -> tuple[str, ...]:
    """The blocks that the ranking has now: those of the publication, once there is one."""
    published = dict.fromkeys(each.block for each in talk.campaign.placings.values())
    return tuple(published) or talk.campaign.blocks()


def _ranking_of(talk: Talk, block: str) -> None:
    body = words.RANKING if talk.campaign.placings else words.RANKING_DRAFT
    made = Attachment(name=words.RANKING_FILE, mime=PNG, make=f"chart:ranking:{block}")
    _send(talk, body.format(block=_named(talk, block)), made)


def _named(talk: Talk, block: str) -> str:
    return block or talk.campaign.name


def _progress(talk: Talk) -> None:
    """Of the units in the person's scope."""
    if not roles.units_below(talk):
        talk.show(Message(body=words.NO_UNITS, buttons=helping.way_on(talk)))
        return
    person = "" if roles.whole(talk) else talk.session.person
    made = Attachment(name=words.PROGRESS_FILE, mime=PNG, make=f"chart:progress:{person}")
    _send(talk, words.PROGRESS, made)


def _page(talk: Talk) -> None:
    if not roles.whole(talk):
        roles.refuse(talk, "chart page")
        return
    body = words.PAGE_HERE if talk.campaign.placings else words.PAGE_DRAFT
    _send(talk, body, Attachment(name=words.PAGE_FILE, mime="text/html", make="page"))


def _send(talk: Talk, body: str, attachment: Attachment) -> None:
    talk.say(Message(body=body, attachment=attachment))


PRESSES: dict[str, Press] = roles.only_for((*UNIT, *RANKERS), {"chart": _pressed})
