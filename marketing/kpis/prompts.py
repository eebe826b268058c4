"""K31, the teller's touch: customers served to whom something fitting was said, or rightly nothing (S321, N14).

Rightly nothing: nobody agreed to offers, a complaint was open, the hall was at its peak, the customer had said no, was
upset or contacted often enough of late, or the teller says why. So nobody reaches the figure by pushing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, CharField, Count, Exists, Expression, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.customers.models import ContactHold
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split
from marketing.domain.contacting import COUNTED
from marketing.models import Contact, CoolOff, MarketingTerms, Prompt, PromptSkip
from queueing.enums import TicketStatus
from queueing.models import PeakRun, Ticket, UpsetFlag

WHOLE = 100.0  # per cent, by method (S321)
TOUCHED, SKIPPED, DECLINED, NO_CONSENT, HELD, PEACE, PEAK, OPEN = (
    "touched",
    "skipped",
    "declined",
    "no_consent",
    "held",
    "peace",
    "peak",
    "open",
)
WORDS: dict[str, str | Promise] = {
    TOUCHED: _("something was said"),
    SKIPPED: _("nothing was said, for a reason"),
    DECLINED: _("had said no"),
    NO_CONSENT: _("no consent to offers"),
    HELD: _("a complaint was open"),
    PEACE: _("was to be left in peace"),
    PEAK: _("the hall was at its peak"),
    OPEN: _("nothing was said"),
}


def served(period: Period) -> QuerySet[Any]:
    """Customers served at counters, each with how it is `covered`."""
    tickets = Ticket.objects.filter(**period.of_branch_and_days, status=TicketStatus.DONE, session__isnull=False)
    return tickets.annotate(covered=covered(period.last)).select_related("service", "session__staff", "counter")


def covered(last: dt.date) -> Expression:
    """One word for how a ticket is covered, `open` where it is not; consent as the card has it now.

    Whoever was upset, or contacted often enough of late, was to be left in peace: one word for both, so that no list of
    tickets tells who was upset (N23).
    """
    visit, customer, end = OuterRef("visit"), OuterRef("visit__customer"), OuterRef("ended_at")
    said = Exists(Prompt.objects.filter(visit=visit)) | Exists(Contact.objects.filter(visit=visit))
    no = CoolOff.objects.filter(customer=customer, since__lte=end, until__gt=end)
    about = Q(visit=visit) | Q(customer=customer)
    lasting = Q(until__isnull=True) | Q(until__gt=end)
    held = ContactHold.objects.filter(about, lasting, since__lte=end)
    running = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    peaks = PeakRun.objects.filter(running, branch=OuterRef("branch"), activated_at__lte=end)
    upset = UpsetFlag.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=OuterRef("started_at")), visit=visit)
    of_late = Contact.objects.filter(customer=customer, at__lte=end, at__gt=end - COUNTED).order_by()
    often = of_late.values("customer").annotate(n=Count("pk")).filter(n__gte=most_contacts(last))
    consent = "visit__customer__consent_marketing_at"
    return Case(
        When(said, then=Value(TOUCHED)),
        When(Exists(PromptSkip.objects.filter(visit=visit)), then=Value(SKIPPED)),
        When(Exists(no), then=Value(DECLINED)),
        When(Q(**{f"{consent}__isnull": True}) | Q(**{f"{consent}__gt": F("ended_at")}), then=Value(NO_CONSENT)),
        When(Exists(held), then=Value(HELD)),
        When(Exists(upset.filter(flagged_at__lte=end)) | Exists(often), then=Value(PEACE)),
        When(Exists(peaks), then=Value(PEAK)),
        default=Value(OPEN),
        output_field=CharField(),
    )


def most_contacts(last: dt.date) -> Expression:
    """How many contacts of a month are enough, by the terms of a day."""
    terms = MarketingTerms.objects.filter(effective_from__lte=last).order_by("-effective_from")
    return Coalesce(Subquery(terms.values("contacts_in_30_days")[:1]), Value(MarketingTerms().contacts_in_30_days))


def is_covered(period: Period) -> Expression:
    """1 for a touch or a lawful reason for none."""
    return counts(~Q(covered=OPEN))


def words(value: Any) -> str | Promise:
    """How a ticket is covered, in words."""
    return WORDS[str(value)]


KPIS = [
    Kpi(
        code="K31",
        name=_("A fitting word at the counter"),
        meaning=_(
            "Share of customers served at counters to whom something fitting was said, or rightly nothing: no consent, a no, "
            "a complaint, a wish for peace, a peak, not suitable."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=served,
        measure=is_covered,
        moment="issued_at",
        listing="marketing/prompts/_kpi_touch.html",
        order=("measure", "-ended_at", "pk"),
        target=lambda policy: WHOLE,
        split=Split(name=_("how"), column="covered", labels=words, of_whole=True),
    )
]
