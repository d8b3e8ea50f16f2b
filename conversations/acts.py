"""What stands behind each command, each button and each awaited text: tables that ``engine`` looks into."""

from __future__ import annotations

from collections.abc import Callable

from conversations import helping, justifying
from conversations.administration import (
    administering,
    importing,
    inviting,
    noting,
    overseeing,
    personnel,
)
from conversations.answers import contents, progress, trying, wayfinding
from conversations.documents import auditing, charting, papers, underway
from conversations.dossier import archives, assigning, handing, remarking, staffing, submitting
from conversations.entry import binding, joining
from conversations.outcome import advancing, appealing, approving, publishing, ruling, unapproving, upholding
from conversations.review import hearing, recalling, reviewing
from conversations.sheets import offline, offline_verdicts
from conversations.talk import Press, Talk
from conversations.year import extending, rounds, supplying, timetable, urging

Act = Callable[[Talk, str], None]

COMMANDS: dict[str, Act] = {
    "batdau": joining.welcome,
    "tieptuc": wayfinding.go_on,
    "mucluc": contents.show,
    "diem": progress.standing,
    "conthieu": progress.what_is_missing,
    "thu": trying.what_if,
    "goiy": trying.cheapest,
    "nop": submitting.offer,
    "ruthoso": submitting.withdraw,
    "khokhan": remarking.opened,
    "phieu": offline.send,
    "phieuthamdinh": offline_verdicts.send,
    "giao": assigning.offer,
    "bangiao": handing.offer,
    "lienket": binding.offer,
    "hangdoi": reviewing.queue,
    "hoso": reviewing.open_unit,
    "tieuchi": reviewing.open_criterion,
    "chapnhan": reviewing.accept_unwarned,
    "dieuchinh": reviewing.adjust,
    "tralai": reviewing.return_,
    "xephang": overseeing.ranking,
    "xuat": overseeing.export,
    "kydanhgia": administering.campaign_card,
    "donvi": importing.units,
    "moi": inviting.invite,
    "phanquyen": personnel.sought,
    "mokymoi": rounds.next_round,
    "solieu": supplying.ask,
    "tiendo": overseeing.progress,
    "khoaso": advancing.close,
    "pheduyet": approving.approve,
    "congbo": publishing.offer,
    "khieunai": appealing.appeal,
    "nhacnho": urging.by_hand,
    "giahan": extending.extend,
    "lich": timetable.show,
    "nhatky": auditing.log,
    "trogiup": helping.help_,
}

WRONG_STAGE: dict[str, Act] = {"congbo": publishing.too_early}
"""Commands that say more, where the campaign's stage does not allow them, than the stages that would."""

PRESSES: dict[str, Press] = {
    **reviewing.PRESSES,
    **recalling.PRESSES,
    **administering.PRESSES,
    **advancing.PRESSES,
    **approving.PRESSES,
    **unapproving.PRESSES,
    **publishing.PRESSES,
    **ruling.PRESSES,
    **upholding.PRESSES,
    **noting.PRESSES,
    "nono": justifying.cancelled,
    **auditing.PRESSES,
    **urging.PRESSES,
    **extending.PRESSES,
    **rounds.PRESSES,
    **supplying.PRESSES,
    **offline_verdicts.PRESSES,
    **staffing.PRESSES,
    **archives.PRESSES,
    **papers.PRESSES,
    **remarking.PRESSES,
    **charting.PRESSES,
    **underway.PRESSES,
}
"""What each button verb of reviewers and administrators does; ``pressing`` has those of officers."""

HEARD: dict[str, justifying.Heard] = {
    **advancing.HEARD,
    **unapproving.HEARD,
    **recalling.HEARD,
    **appealing.HEARD,
    **ruling.HEARD,
    **upholding.HEARD,
}
"""Who hears a reason, by the act that it is for."""

REVIEWING = ("reviewing", "adjusting", "reasoning", "questioning")

AWAITED: dict[str, Act] = {
    **dict.fromkeys(REVIEWING, hearing.said),
    **dict.fromkeys(staffing.PLACES, staffing.said),
    **dict.fromkeys(("inviting", "importing"), administering.said),
    "justifying": lambda talk, text: justifying.said(talk, text, HEARD),
    "ruling": upholding.said,
    "extending": extending.said,
    "opening": rounds.said,
    "supplying": supplying.said,
    "remarking": remarking.said,
}
"""Who hears a text that is awaited, by the place in the talk."""
