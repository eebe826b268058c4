"""`{% load floor_cash %}`: words of signs, doubts and seized pieces."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lobby.floor.amounts import told
from lobby.floor.domain.seizures.pieces import OWN
from lobby.floor.enums.bills import BillDoubt
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.models import Seizure, SeizurePiece
from lobby.live.models import Entry

register = template.Library()

STEP_WORDS: dict[str, str | Promise] = {
    "join": gettext_lazy("second person joined"),
    "dismiss": gettext_lazy("found genuine"),
    "mark": gettext_lazy("marked in view"),
    "voucher": gettext_lazy("voucher written"),
    "inform": gettext_lazy("customer told of the appraisal"),
    "hand_over": gettext_lazy("handed to custody"),
    "ask_appraisal": gettext_lazy("appraisal asked for"),
    "confirm": gettext_lazy("confirmed as counterfeit"),
    "give_back": gettext_lazy("returned with an apology"),
    "close": gettext_lazy("closed, no appraisal asked for"),
    "seizure.found": gettext_lazy("found at the counter"),
    "seizure.to_report": gettext_lazy("has to be reported"),
    "seizure.reported": gettext_lazy("report written down"),
    "seizure.read": gettext_lazy("record read"),
}


@register.filter
def seizure_news(entry: Entry) -> str:
    """What happened to a seizure; the bare type of news that this page does not know."""
    word = STEP_WORDS.get(entry.payload.get("step", entry.type), entry.type)
    return str(word)


@register.filter
def sign_word(code: str) -> str:
    """A sign of fraud in words."""
    return str(FraudSign(code).label)


@register.filter
def doubt_word(code: str) -> str:
    """What is doubtful about a bill, in words."""
    return str(BillDoubt(code).label)


@register.filter
def yuan(amount: Decimal | int | None) -> str:
    """A sum as people read it; "–" for none."""
    return "–" if amount is None else told(amount)


@register.filter
def piece_words(piece: SeizurePiece) -> str:
    """A piece as people say it: 100 yuan AB12345678."""
    times = f"{piece.count} × " if piece.count > 1 else ""
    currency = _("yuan") if piece.currency == OWN else piece.currency
    return f"{times}{told(piece.denomination)} {currency} {piece.serial_no}".strip()


@register.filter
def pieces_in_words(seizure: Seizure) -> str:
    """All pieces of a seizure, the first three by name (no query when they are prefetched)."""
    pieces = list(seizure.pieces.all())
    named = ", ".join(piece_words(piece) for piece in pieces[:3])
    more = len(pieces) - 3
    return _("%(named)s and %(more)d more") % {"named": named, "more": more} if more > 0 else named
