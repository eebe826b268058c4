"""Words of counterfeit seizures: the steps that R13 fixes, in their order."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SeizureStatus(models.TextChoices):
    """How far a seizure is. What was marked goes back to the customer only after an appraisal found it genuine."""

    FOUND = "found", _("second person needed")
    JOINED = "joined", _("to be marked in view")
    MARKED = "marked", _("voucher to be written")
    VOUCHERED = "vouchered", _("customer to be told of the appraisal")
    INFORMED = "informed", _("to be handed to custody")
    IN_CUSTODY = "in_custody", _("in custody")
    APPRAISAL = "appraisal", _("being appraised")
    CONFIRMED = "confirmed", _("confirmed as counterfeit")
    RETURNED = "returned", _("genuine, returned with an apology")
    CLOSED = "closed", _("closed, no appraisal asked for")
    DISMISSED = "dismissed", _("found genuine by a second person")


S = SeizureStatus
SEIZURE_MOVES: dict[str, tuple[tuple[SeizureStatus, ...], SeizureStatus]] = {
    "join": ((S.FOUND,), S.JOINED),
    "dismiss": ((S.FOUND,), S.DISMISSED),
    "mark": ((S.JOINED,), S.MARKED),
    "voucher": ((S.MARKED,), S.VOUCHERED),
    "inform": ((S.VOUCHERED,), S.INFORMED),
    "hand_over": ((S.INFORMED,), S.IN_CUSTODY),
    "ask_appraisal": ((S.IN_CUSTODY,), S.APPRAISAL),
    "confirm": ((S.APPRAISAL,), S.CONFIRMED),
    "give_back": ((S.APPRAISAL,), S.RETURNED),
    "close": ((S.IN_CUSTODY,), S.CLOSED),
}
# Nothing more happens to these.
ENDED = (S.CONFIRMED, S.RETURNED, S.CLOSED, S.DISMISSED)
# From here on a second person has joined.
BY_TWO = tuple(status for status in S if status not in (S.FOUND, S.DISMISSED))


class PieceKind(models.TextChoices):
    """What was seized. Notes of the own currency are stamped; coins and foreign money go into a sealed envelope."""

    NOTE = "note", pgettext_lazy("cash", "note")
    COIN = "coin", _("coin")
    FOREIGN = "foreign", _("foreign money")


class Marking(models.TextChoices):
    """How a piece is marked as counterfeit."""

    STAMP = "stamp", _("stamped as counterfeit")
    ENVELOPE = "envelope", _("sealed in an envelope stamped as counterfeit")


class ReportReason(models.TextChoices):
    """Why the central bank and the police hear of a seizure at once (R13)."""

    MANY = "many", _("many pieces at once")
    NEW_TECHNIQUE = "new_technique", _("new way of forging")
    CLUE = "clue", _("clue to makers or sellers")
    NO_COOPERATION = "no_cooperation", _("customer does not cooperate")


class Authority(models.TextChoices):
    """Who is reported to."""

    PBOC = "pboc", _("central bank's branch")
    POLICE = "police", _("police")
