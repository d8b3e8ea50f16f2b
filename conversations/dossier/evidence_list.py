"""The list of an item's evidence: to look at a piece, and to take one away."""

from __future__ import annotations

from conversations import permission
from conversations.answers import inputs
from conversations.messages import Attachment, Button, Message
from conversations.phrases import officer as words
from conversations.phrases import proving
from conversations.phrases.common import cut, size
from conversations.showing import cards, items
from conversations.talk import Press, Talk, button, primary
from scoring.facts import Evidence, EvidenceRemoved


def show_list(talk: Talk, item: str, lead: str = "") -> None:
    """Every piece of the item's evidence, to look at or take away."""
    kept = talk.submission().evidence.get(item, ())
    code, locked = items.code(talk.criteria, item), permission.refusal(talk, item)
    stay(talk, item)
    listed = [_listed(n, each) for n, each in enumerate(kept, start=1)] or [proving.FILES_NONE]
    rows = [_row(item, n, each, locked=bool(locked)) for n, each in enumerate(kept, start=1)]
    explain = () if locked else ((button(words.EXPLAIN, "explain", item),),)
    talk.show(
        Message(
            title=proving.FILES_TITLE.format(code=code),
            body="\n".join(part for part in (lead, *listed, locked) if part),
            buttons=cards.rows(*rows, *explain, (_on(talk, item),)),
        )
    )


def _listed(n: int, each: Evidence) -> str:
    caption = f": {cut(each.caption, 100)}" if each.caption else ""
    return proving.FILES_LINE.format(
        n=n,
        name=cut(each.url or each.name, 80),
        size=f" ({size(each.size)})" if each.size else "",
        caption=caption,
    )


def _row(item: str, n: int, each: Evidence, *, locked: bool) -> cards.Row:
    view = (button(proving.VIEW.format(n=n), "view", item, "", each.id),) if each.sha256 else ()
    return view if locked else (*view, button(proving.DROP.format(n=n), "drop", item, "", each.id))


def _on(talk: Talk, item: str) -> Button:
    record = talk.submission()
    waits = permission.refusal(talk, item) or inputs.half_given(talk, item)
    if item in record.answers and not waits:
        return primary(words.RIGHT_GO_ON, "ok", item, record.version(item))
    return button(words.BACK_TO_QUESTION, "go", item)


def stay(talk: Talk, item: str) -> None:
    """The item is open from now on; figures typed for another one are forgotten."""
    session, record = talk.session, talk.submission()
    if session.item != item or session.place not in ("question", "answered"):
        place = "answered" if item in record.answers else "question"
        talk.move(
            place=place, item=item, version=record.version(item), entry={}, chosen=(), pending=None, tries=0
        )


def view(talk: Talk, item: str, evidence_id: str) -> None:
    """Send a stored file back into the chat."""
    each = _piece(talk, item, evidence_id)
    if each is None or not each.sha256:
        show_list(talk, item)
        return
    talk.say(
        Message(body=each.caption, attachment=Attachment(name=each.name, mime=each.mime, sha256=each.sha256))
    )


def drop(talk: Talk, item: str, evidence_id: str, *, asked: bool) -> None:
    """Take one piece away, after asking once."""
    each, code = _piece(talk, item, evidence_id), items.code(talk.criteria, item)
    if each is None or permission.refusal(talk, item):
        show_list(talk, item)
    elif asked:
        talk.record(EvidenceRemoved(item=item, evidence_id=each.id))
        show_list(talk, item, proving.DROPPED.format(name=cut(each.name), code=code))
    else:
        yes = Button(label=proving.DROP_YES, payload=f"drop:{item}:1:{each.id}", kind="danger")
        rows = ((yes, button(proving.DROP_NO, "files", item)),)
        talk.show(Message(body=proving.DROP_ASK.format(name=cut(each.name), code=code), buttons=rows))


def _piece(talk: Talk, item: str, evidence_id: str) -> Evidence | None:
    return next((e for e in talk.submission().evidence.get(item, ()) if e.id == evidence_id), None)


def _files(talk: Talk, item: str, _version: str, _arg: str) -> None:
    show_list(talk, item)


def _view(talk: Talk, item: str, _version: str, arg: str) -> None:
    view(talk, item, arg)


def _drop(talk: Talk, item: str, version: str, arg: str) -> None:
    drop(talk, item, arg, asked=version == "1")


PRESSES: dict[str, Press] = {
    "files": _files,
    "view": _view,
    "drop": _drop,
}
"""Each gets a criterion of the set; the engine has checked that there is one."""
