"""Events: K24 of the bank's list (S016)."""

from __future__ import annotations

from django.db.models import Case, Expression, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi
from marketing.enums.campaigns import GuestStatus
from marketing.models import EventGuest
from marketing.selectors.campaigns.funnels import BOUGHT, REFERENCE_PERCENT


def attended(period: Period) -> QuerySet[EventGuest]:
    """Guests who were there, by the event's business day."""
    rows = EventGuest.objects.filter(**period.of_branch_and_days, status=GuestStatus.ATTENDED)
    return rows.select_related("event", "lead")


def has_bought(period: Period) -> Expression:
    """1 for a guest who bought something that suits."""
    return Case(When(BOUGHT, then=Value(1.0)), default=Value(0.0))


def reference(period: Period) -> str:
    """The documents' claim, as what it is."""
    return _("The source documents claim {n} % without saying from where: a reference, not a target.").format(
        n=REFERENCE_PERCENT
    )


K24 = Kpi(
    code="K24",
    name=gettext_lazy("Guests who bought"),
    meaning=gettext_lazy("Guests of events who bought something suitable, of all who were there, by the event's day."),
    unit=Unit.PERCENT,
    direction=Direction.HIGH,
    method=Method.SHARE,
    rows=attended,
    measure=has_bought,
    moment="signed_in_at",
    listing="marketing/campaigns/_kpi_guests.html",
    order=("measure", "-signed_in_at", "pk"),
    aside=reference,
)
