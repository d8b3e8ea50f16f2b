"""Buttons and typed texts about people, each only for those whose role they are."""

from __future__ import annotations

from collections.abc import Callable

from conversations import roles
from conversations.administration import administering, granting, personnel, scoping
from conversations.dossier import assigning, handing, signing
from conversations.talk import Press, Talk
from conversations.typed_words import leaves_off
from criteria.vietnamese import fold

_ADMINISTRATORS = ("scoping", "granting", "revoking")
_EVERYTHING = frozenset({"tat ca", "toan bo", "het"})

_SAID: dict[str, Callable[[Talk, str], None]] = {
    "scoping": scoping.said,
    "granting": granting.unit_said,
    "revoking": granting.reason_said,
    "handing": handing.said,
    "assigning": assigning.said,
    "refusing": signing.said,
}
PLACES = frozenset(_SAID)
"""Where the next text is about people."""


def said(talk: Talk, text: str) -> None:
    """The text that was asked for."""
    place = talk.session.place
    if place in _ADMINISTRATORS and (not roles.has(talk, "administrator") or leaves_off(text)):
        administering.said(talk, text)
    elif place == "scoping" and fold(text).strip(" .!") in _EVERYTHING:
        granting.everything_chosen(talk, "", "", "")
    else:
        _SAID[place](talk, text)


PRESSES: dict[str, Press] = {
    **roles.only_for(
        ("administrator",),
        {
            "sco": scoping.dimension_pressed,
            "sct": scoping.ticked,
            "scok": granting.scope_chosen,
            "scall": granting.everything_chosen,
            "pp": personnel.card_pressed,
            "pplist": personnel.list_pressed,
            "ppwait": personnel.waiting_pressed,
            "ppcut": personnel.withdraw_pressed,
            "ppscope": granting.change_pressed,
            "ppgive": granting.give_pressed,
            "ppfor": granting.unit_pressed,
            "ppdrop": granting.revoke_pressed,
        },
    ),
    **roles.only_for(("officer", "leader", "administrator"), handing.PRESSES),
    **roles.only_for(("officer", "leader"), assigning.PRESSES),
}
