"""What the pages of care show of calls for help, loans and home visits."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lobby.branches.models import Branch
from lobby.floor.enums.care import OPEN_HELP, OPEN_HOME_VISITS
from lobby.floor.models import Alert, Attachment, HelpRequest, HomeVisit, Loan, Material, StockLot

PAST_VISITS = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is lent, and how many of it are left."""

    material: Material
    held: int
    out: int

    @property
    def left(self) -> int:
        """How many can be lent now."""
        return max(0, self.held - self.out)


@dataclass(frozen=True, slots=True)
class Call:
    """An open call for help with its alert, by which staff answer it."""

    request: HelpRequest
    alert: Alert | None


def kit(branch: Branch) -> list[Piece]:
    """What the branch lends, in order of its code (1 query)."""
    held = StockLot.objects.filter(material=OuterRef("pk")).order_by().values("material").annotate(n=Sum("quantity"))
    out = Count("loans", filter=Q(loans__returned_at__isnull=True))
    rows = Material.objects.filter(branch=branch, is_lendable=True, is_active=True)
    rows = rows.annotate(held=Coalesce(Subquery(held.values("n")), 0), out=out).order_by("code")
    return [Piece(one, one.held, one.out) for one in rows]


def open_calls(branch: Branch) -> list[Call]:
    """Calls for help that are open, oldest first (2 queries)."""
    calls = HelpRequest.objects.filter(branch=branch, status__in=OPEN_HELP).select_related("accepted_by", "zone")
    found = list(calls.order_by("asked_at", "pk"))
    alerts = Alert.objects.filter(
        subject_type="help", subject_id__in=[one.pk for one in found], resolved_at__isnull=True
    )
    by_call = {alert.subject_id: alert for alert in alerts}
    return [Call(one, by_call.get(one.pk)) for one in found]


def loans_out(branch: Branch) -> QuerySet[Loan]:
    """What is out, longest first."""
    loans = Loan.objects.filter(branch=branch, returned_at__isnull=True).select_related("material", "lent_by")
    return loans.order_by("lent_at", "pk")


def home_visits(branch: Branch) -> tuple[list[HomeVisit], list[HomeVisit]]:
    """Home visits that are open, soonest first, and the last ones that are over (2 queries)."""
    visits = HomeVisit.objects.filter(branch=branch).select_related("first", "second")
    is_open = Q(status__in=OPEN_HOME_VISITS)
    ahead = visits.filter(is_open).order_by("starts_at", "requested_at", "pk")
    return list(ahead), list(visits.exclude(is_open).order_by("-requested_at", "-pk")[:PAST_VISITS])


def papers_of(visit: HomeVisit) -> list[Attachment]:
    """The signed papers of a home visit (1 query)."""
    return list(Attachment.objects.filter(subject_type="home-visit", subject_id=visit.pk).order_by("pk"))
