"""Leads as figures: attempts that won (K10), referrals accepted, in how many minutes, and won (K27)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Expression, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts, seconds
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split
from marketing.enums.leads import LeadStatus, ReferralAnswer
from marketing.models import Contact, Lead, Referral

CONVERSION_TARGET = 30.0  # per cent, S192
CONTACTS, REFERRALS, LEADS = (f"marketing/leads/_kpi_{name}.html" for name in ("contacts", "referrals", "leads"))


def attempts(period: Period) -> QuerySet[Contact]:
    """Contacts about an offer: with consent and suitable, for what was blocked was never made."""
    rows = Contact.objects.filter(**period.of_branch_and_days)
    return rows.select_related("staff", "scenario", "product")


def led_to_a_deal(period: Period) -> Expression:
    """1 for the contact of a lead that was won, whenever it was."""
    return counts(Q(Exists(Lead.objects.filter(contact=OuterRef("pk"), status=LeadStatus.WON))))


def referrals(period: Period) -> QuerySet[Referral]:
    """Offers to a colleague, by the day they were made; what somebody offers to themselves is no referral."""
    rows = Referral.objects.filter(**period.of_branch_and_days).exclude(by=F("to"))
    return rows.select_related("lead", "by", "to")


def accepted(period: Period) -> QuerySet[Referral]:
    """Those that were accepted."""
    return referrals(period).filter(answer=ReferralAnswer.ACCEPTED)


def taken(period: Period) -> QuerySet[Lead]:
    """Leads that a colleague of who noted them accepted, by the day they were noted."""
    rows = Lead.objects.filter(**period.of_branch_and_days, accepted_at__isnull=False).exclude(creator=F("receiver"))
    return rows.select_related("creator", "receiver")


def staff_words(value: Any) -> str | Promise:
    """Whose contacts they are."""
    return value or _("without staff")


K10 = Kpi(
    code="K10",
    name=_("Attempts that won"),
    meaning=_(
        "Share of contacts about an offer whose lead was won. Blocked offers are no attempts: without consent, unsuitable."
    ),
    unit=Unit.PERCENT,
    direction=Direction.HIGH,
    method=Method.SHARE,
    rows=attempts,
    measure=led_to_a_deal,
    moment="at",
    listing=CONTACTS,
    order=("measure", "-at", "pk"),
    target=lambda policy: CONVERSION_TARGET,
    split=Split(name=_("by whom"), column="staff__name", labels=staff_words),
)
K27 = Kpi(
    code="K27",
    name=_("Referrals accepted"),
    meaning=_("Share of offers to a colleague that were accepted; those declined or not answered in time are not."),
    unit=Unit.PERCENT,
    direction=Direction.HIGH,
    method=Method.SHARE,
    rows=referrals,
    measure=lambda period: counts(Q(answer=ReferralAnswer.ACCEPTED)),
    moment="at",
    listing=REFERRALS,
    order=("measure", "-at", "pk"),
)
K27_MINUTES = Kpi(
    code="K27M",
    name=_("Minutes until a referral is accepted"),
    meaning=_("Median time from the offer to a colleague until it was accepted."),
    unit=Unit.MINUTES,
    direction=Direction.LOW,
    method=Method.MEDIAN,
    rows=accepted,
    measure=lambda period: seconds(F("answered_at") - F("at")),
    moment="at",
    listing=REFERRALS,
    order=("-measure", "-at", "pk"),
)
K27_WON = Kpi(
    code="K27W",
    name=_("Accepted referrals won"),
    meaning=_("Share of the leads that a colleague accepted which were won, by the day they were noted."),
    unit=Unit.PERCENT,
    direction=Direction.HIGH,
    method=Method.SHARE,
    rows=taken,
    measure=lambda period: counts(Q(status=LeadStatus.WON)),
    moment="accepted_at",
    listing=LEADS,
    order=("measure", "-accepted_at", "pk"),
)
KPIS = (K10, K27, K27_MINUTES, K27_WON)
