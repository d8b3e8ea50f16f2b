"""Evidence of an item: files and links as they come."""

from __future__ import annotations

import re

from conversations import permission
from conversations.answers import inputs
from conversations.dossier import evidence_list, quotas
from conversations.events import FileCame, FileRefused, StoredFile
from conversations.messages import Button, Message
from conversations.phrases import common, proving, results
from conversations.phrases import officer as words
from conversations.phrases.common import cut, size
from conversations.showing import cards, items
from conversations.talk import Talk, button, primary
from criteria.vietnamese import clean
from scoring.facts import Evidence, EvidenceAttached
from scoring.review import without_evidence
from scoring.values import RULING

LONGEST_LINK = 500
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def file_came(talk: Talk, event: FileCame) -> None:
    """A stored file: it belongs to the item that was open when it was sent, else to the one that is open."""
    item = event.item if items.exists(talk.criteria, event.item) else ""
    if refusal := _no_place(talk, event.file.name, item):
        talk.say(refusal)
        return
    item, file = item or talk.session.item, event.file
    kept = talk.submission().evidence.get(item, ())
    if any(each.sha256 == file.sha256 for each in kept):
        already = proving.ALREADY.format(name=cut(file.name), code=items.code(talk.criteria, item))
        talk.say(_status(talk, item, already))
        return
    elsewhere = _elsewhere(talk, item, file.sha256)
    if not elsewhere and (full := quotas.refusal(talk, file)):
        talk.say(_status(talk, item, full))
        return
    _attach(talk, item, _file(talk, file, event.caption))
    also = proving.ALSO_AT.format(codes=", ".join(elsewhere)) if elsewhere else ""
    again = proving.SEND_AS_FILE if file.recompressed else ""
    slot = f"album:{event.album}" if event.album else ""
    talk.say(_status(talk, item, _kept(talk, item, event), also, again, _to_confirm(talk, item), slot=slot))


def _to_confirm(talk: Talk, item: str) -> str:
    """A returned answer counts as corrected once it is given or confirmed anew: a file alone does not."""
    record = talk.submission()
    waits = items.is_back(record) and item in record.answers and item in items.todo(talk.criteria, record)
    return proving.CONFIRM_RETURNED if waits and not inputs.half_given(talk, item) else ""


def turn_to(talk: Talk, item: str) -> None:
    """A reply to an earlier card: from now on that question is open."""
    if items.exists(talk.criteria, item) and item != talk.session.item:
        evidence_list.stay(talk, item)


def _kept(talk: Talk, item: str, event: FileCame) -> str:
    """That the file was kept, and with it how many of its album."""
    code = items.code(talk.criteria, item)
    album, of_item, count = talk.session.album
    count = count + 1 if (album, of_item) == (event.album, item) else 1
    if event.album:
        talk.move(album=(event.album, item, count))
    if event.album and count > 1:
        return proving.ALBUM_KEPT.format(count=count, code=code)
    return proving.FILE_KEPT.format(name=cut(event.file.name), code=code)


def link_typed(talk: Talk, text: str) -> bool:
    """Keep the link in a typed text as evidence of the open item; False where there is none."""
    match = _LINK.search(text)
    if match is None:
        return False
    url, item = match.group().rstrip(".,;)"), talk.session.item
    if refusal := _no_place(talk, cut(url, 40)):
        talk.say(refusal)
    elif len(url) > LONGEST_LINK:
        talk.say(_status(talk, item, proving.LINK_TOO_LONG))
    elif any(each.url == url for each in talk.submission().evidence.get(item, ())):
        talk.say(
            _status(talk, item, proving.ALREADY.format(name=cut(url), code=items.code(talk.criteria, item)))
        )
    else:
        caption = cut(text.replace(match.group(), " "), 300)
        evidence_id = talk.fresh_id("evidence")
        _attach(talk, item, Evidence(id=evidence_id, kind="link", name=cut(url), url=url, caption=caption))
        talk.say(
            _status(
                talk, item, proving.LINK_KEPT.format(code=items.code(talk.criteria, item), url=cut(url, 80))
            )
        )
    return True


def refused(talk: Talk, event: FileRefused) -> None:
    """A file that could not be taken: why, what may be sent, and where to go on."""
    limits = talk.desk.limits
    told = proving.REFUSED[event.why].format(
        name=cut(clean(event.file_name), 60),
        size=size(event.size),
        most=size(limits.file_bytes),
        kinds=limits.file_kinds,
    )
    talk.say(Message(body=told, buttons=way_back(talk)))


def _file(talk: Talk, file: StoredFile, caption: str) -> Evidence:
    return Evidence(
        id=talk.fresh_id("evidence"),
        kind="photo" if file.mime.startswith("image/") else "file",
        name=clean(file.name),
        sha256=file.sha256,
        mime=file.mime,
        size=file.size,
        caption=clean(caption)[:1000].strip(),
    )


def _attach(talk: Talk, item: str, evidence: Evidence) -> None:
    talk.record(EvidenceAttached(item=item, evidence=evidence))


def _no_place(talk: Talk, name: str, item: str = "") -> Message | None:
    """Why evidence can't be kept with the item (default: the open one): none open, locked, or full."""
    record, shown, item = talk.submission(), cut(name), item or talk.session.asked
    if not items.exists(talk.criteria, item):
        return Message(body=proving.NO_ITEM.format(name=shown), buttons=_where_to(talk))
    if items.is_info(item):
        return Message(body=proving.INFO_NEEDS_NONE.format(name=shown), buttons=_where_to(talk))
    if locked := permission.evidence_refusal(talk, item):
        return Message(body=locked, buttons=way_back(talk))
    count = len(record.evidence.get(item, ()))
    if count >= talk.desk.limits.files_per_item:
        code = items.code(talk.criteria, item)
        rows = ((cards.evidence_button(talk, item),), *way_back(talk))
        return Message(body=proving.TOO_MANY_FILES.format(code=code, count=count), buttons=rows)
    return None


def _where_to(talk: Talk) -> tuple[cards.Row, ...]:
    """Criteria that lack evidence, to be opened before the file is sent again."""
    lacking = without_evidence(talk.criteria, talk.submission())[:6]
    found = tuple(button(items.code(talk.criteria, item), "go", item) for item in lacking)
    return cards.rows(found, (button(words.CONTENTS, "toc"), button(common.CONTINUE, "cmd", "tieptuc")))


def way_back(talk: Talk) -> tuple[cards.Row, ...]:
    item = talk.session.item
    if items.exists(talk.criteria, item):
        return ((button(words.BACK_TO_QUESTION, "go", item), button(common.CONTINUE, "cmd", "tieptuc")),)
    return ((button(common.CONTINUE, "cmd", "tieptuc"), button(words.CONTENTS, "toc")),)


def _elsewhere(talk: Talk, item: str, sha256: str) -> list[str]:
    found = talk.submission().evidence
    same = [other for other, kept in found.items() if other != item and any(e.sha256 == sha256 for e in kept)]
    return [items.code(talk.criteria, other) for other in same]


def _status(talk: Talk, item: str, *told: str, slot: str = "") -> Message:
    """What was received, how much there is now, and the way on."""
    record = talk.submission()
    count = len(record.evidence.get(item, ()))
    now = proving.EVIDENCE_NOW.format(count=count) if count else ""
    return Message(
        body="\n".join(part for part in (*told, now) if part),
        footer="" if _is_appealed(talk) else cards.footer(talk),
        buttons=((_on(talk, item), cards.evidence_button(talk, item)),),
        slot=slot,
    )


def _is_appealed(talk: Talk) -> bool:
    """What is sent after the publication belongs to an appeal: the dossier's own points stand."""
    return talk.campaign.stage in RULING


def _on(talk: Talk, item: str) -> Button:
    record = talk.submission()
    if _is_appealed(talk):
        return button(results.APPEAL, "cmd", "khieunai")
    if inputs.half_given(talk, item):
        return primary(words.BACK_TO_QUESTION, "go", item)
    if item in record.answers:
        return primary(words.RIGHT_GO_ON, "ok", item, record.version(item))
    return primary(proving.ANSWER_THIS, "go", item)
