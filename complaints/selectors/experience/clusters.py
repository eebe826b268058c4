"""Suggestions for the problem list: what came up again and again lately and belongs to no problem yet (S187b)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Model,
    OuterRef,
    QuerySet,
    Value,
    When,
)

from complaints.access.experience import low_ratings, mystery_issues, visible_complaints
from complaints.enums.cases import LocalCause, Step
from complaints.enums.experience import CAUSE_AT, LINK_AT, WEIGHT_OF, Evidence, Touchpoint, Weight
from complaints.models import ProblemLink
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Service, Staff

BACK = dt.timedelta(days=90)
# So many rows make a suggestion.
MANY = 3
SHOWN = 8
# Complaints in these steps say nothing of the branch.
VOID = (Step.WITHDRAWN, Step.MERGED, Step.NOT_ACCEPTED)
Key = tuple[Touchpoint, int | None]
Row = TypeVar("Row", bound=Model)


@dataclass(slots=True)
class Cluster:
    """Rows about one touchpoint and service, by kind, with the causes and the worst severity among complaints."""

    touchpoint: Touchpoint
    service: Service | None
    by_kind: Counter[Evidence] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    severity: Weight = Weight.BAD

    @property
    def n(self) -> int:
        """Rows of all kinds."""
        return sum(self.by_kind.values())

    @property
    def score(self) -> int:
        """What its problem would score."""
        return self.n * self.severity

    @property
    def cause(self) -> str:
        """The cause that most of its complaints have, empty without complaints."""
        return next((cause for cause, _n in self.causes.most_common(1)), "")

    @property
    def cause_words(self) -> str:
        """The same in words."""
        return str(LocalCause(self.cause).label) if self.cause else ""

    @property
    def kinds(self) -> list[tuple[Evidence, int]]:
        """How many rows of which kind."""
        return [(kind, self.by_kind[kind]) for kind in Evidence if self.by_kind[kind]]


def suggestions(branch: Branch, staff: Staff, *, at: dt.datetime) -> list[Cluster]:
    """What could be taken up, the highest score first (4 queries). Complaints count that the person sees."""
    found: dict[Key, Cluster] = {}
    services = {service.pk: service for service in Service.objects.filter(branch=branch)}
    for kind, rows in sources(branch, staff, at=at).items():
        groups = rows.order_by().values("touchpoint", "about", "cause").annotate(n=Count("pk"), worst=Max("weight"))
        for row in groups:
            where = (Touchpoint(row["touchpoint"]), row["about"])
            cluster = found.setdefault(where, Cluster(where[0], services.get(row["about"])))
            cluster.by_kind[kind] += row["n"]
            if row["cause"]:
                cluster.causes[row["cause"]] += row["n"]
            cluster.severity = Weight(max(cluster.severity, row["worst"]))
    many = [cluster for cluster in found.values() if cluster.n >= MANY]
    return sorted(many, key=lambda one: (-one.score, one.touchpoint))[:SHOWN]


def rows_of_cluster(
    branch: Branch, staff: Staff, touchpoint: Touchpoint, service: int | None, *, at: dt.datetime
) -> list[tuple[Evidence, int]]:
    """What a cluster is made of (3 queries)."""
    pairs: list[tuple[Evidence, int]] = []
    for kind, rows in sources(branch, staff, at=at).items():
        mine = (
            rows.filter(touchpoint=touchpoint, about=service)
            if service
            else rows.filter(touchpoint=touchpoint, about__isnull=True)
        )
        pairs += [(kind, pk) for pk in mine.values_list("pk", flat=True)]
    return pairs


def sources(branch: Branch, staff: Staff, *, at: dt.datetime) -> dict[Evidence, QuerySet[Any]]:
    """Rows that belong to no problem yet, each with `touchpoint`, `about` (its service), `cause` and `weight`."""
    since = business_date(branch, at) - BACK
    complaints = free(visible_complaints(staff, branch), "complaint").filter(day__gt=since).exclude(step__in=VOID)
    ratings = free(low_ratings(branch), "rating").filter(day__gt=since)
    lines = free(mystery_issues(branch), "answer").filter(run__day__gt=since)
    # A low rating after a wait over the line is about the wait, any other about the service itself.
    waited = When(ticket__first_called_at__gt=F("ticket__long_wait_at"), then=Value(Touchpoint.WAIT.value))
    return {
        Evidence.COMPLAINT: complaints.exclude(local_cause="").annotate(
            touchpoint=words("local_cause", CAUSE_AT),
            about=F("service"),
            cause=F("local_cause"),
            weight=numbers("severity", WEIGHT_OF),
        ),
        Evidence.RATING: ratings.annotate(
            touchpoint=Case(waited, default=Value(Touchpoint.HANDLE.value), output_field=CharField()),
            about=F("service"),
            cause=Value(""),
            weight=Value(int(Weight.BAD)),
        ),
        Evidence.MYSTERY: lines.annotate(
            touchpoint=Case(
                *(When(item__code__startswith=f"{link}.", then=Value(where.value)) for link, where in LINK_AT.items()),
                default=Value(Touchpoint.HANDLE.value),
                output_field=CharField(),
            ),
            about=Value(None, output_field=IntegerField()),
            cause=Value(""),
            weight=Value(int(Weight.BAD)),
        ),
    }


def free(rows: QuerySet[Row], column: str) -> QuerySet[Row]:
    """Rows that no problem rests on."""
    return rows.exclude(Exists(ProblemLink.objects.filter(**{column: OuterRef("pk")}))).order_by("pk")


def words(column: str, table: dict[str, Touchpoint]) -> Case:
    """The touchpoint of a column's value."""
    cases = [When(**{column: value}, then=Value(where.value)) for value, where in table.items()]
    return Case(*cases, default=Value(Touchpoint.HANDLE.value), output_field=CharField())


def numbers(column: str, table: dict[str, Weight]) -> Case:
    """The weight of a column's value."""
    cases = [When(**{column: value}, then=Value(int(weight))) for value, weight in table.items()]
    return Case(*cases, default=Value(int(Weight.BAD)), output_field=IntegerField())
