"""The statements that a decision reads by, written and planned once.

A decision has ten milliseconds, and most of a query's time is Django writing its SQL and PostgreSQL planning it: these are
prepared (`lobby.branches.prepared`).
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lobby.branches.models import BusinessDay, Qualification
from lobby.branches.prepared import Parameter, Prepared, PreparedRows
from lobby.customers.models import ContactHold, Customer, Holding, LifeEvent, RiskAssessment
from lobby.customers.selectors.assessments import STANDING
from lobby.floor.enums.library import IN_FORCE
from lobby.floor.models.library import LibraryVersion
from marketing.enums.leads import OPEN as OPEN_LEADS
from marketing.models import Contact, CoolOff, Lead, Need, Product, Prompt, PromptSkip, Rule
from queueing.enums.peaks import IN_PEAK
from queueing.models import PeakRun, Ticket, UpsetFlag, VisitNote

# Nothing of a card is read but what rules go by.
UNREAD = tuple(
    f"visit__customer__{name}"
    for name in ("name", "reference", "phone", "email", "reference_index", "phone_index", "document_index")
)
WORDS = ("item__code", "title_zh", "title_en", "body_zh", "body_en")


def one_of(column: str, parameter: str) -> Func:
    """A condition for a prepared query: the column is one of the parameter's values."""
    return Func(
        F(column),
        Parameter(parameter),
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


def counted(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many there are, inside the query of the tickets."""
    n = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(n, output_field=IntegerField()), Value(0))


def cases() -> QuerySet[Ticket]:
    """The tickets with what stands beside them, and beside their customers, in other tables."""
    customer, visit = OuterRef("visit__customer"), OuterRef("visit")
    prompts = Prompt.objects.filter(visit=visit).order_by()
    contacts = Contact.objects.filter(customer=customer, at__gt=Parameter("counted"), at__lte=Parameter("at"))
    cooling = CoolOff.objects.filter(customer=customer, since__lte=Parameter("at"), until__gt=Parameter("at"))
    put_away = PromptSkip.objects.filter(customer=customer, rule__isnull=False, at__gt=Parameter("put_away"))
    leads = Lead.objects.filter(customer=customer, status__in=OPEN_LEADS).order_by()
    return (
        Ticket.objects.filter(one_of("pk", "tickets"))
        .select_related("service", "visit__customer")
        .defer(*UNREAD)
        .annotate(
            is_peak=Exists(PeakRun.objects.filter(branch=OuterRef("branch"), ended_at=None, status__in=IN_PEAK)),
            is_held=Exists(ContactHold.objects.filter(Q(visit=visit) | Q(customer=customer), until=None)),
            is_upset=Exists(UpsetFlag.objects.filter(visit=visit, ended_at=None)),
            is_noted=Exists(VisitNote.objects.filter(visit=visit)),
            unasked=counted(prompts.filter(is_asked_for=False), "visit"),
            asked=counted(prompts.filter(is_asked_for=True), "visit"),
            contacts=counted(contacts, "customer"),
            cooling=ArraySubquery(cooling.order_by().values("family")),
            prompted=ArraySubquery(prompts.values("product__family")),
            led=ArraySubquery(leads.values("family")),
            put_away=ArraySubquery(put_away.order_by().values("rule__code")),
        )
    )


CASES = Prepared(cases)
RULES = Prepared(
    lambda: (
        Rule.objects.filter(is_active=Parameter("is_active"))
        .select_related("scenario", "product")
        .order_by("priority", "code")
    )
)
PRODUCTS = Prepared(lambda: Product.objects.filter(status=Parameter("status")).order_by("position", "code"))
HOLIDAYS = PreparedRows(
    lambda: BusinessDay.objects.filter(
        Q(is_holiday=True) | Q(is_swap_workday=True),
        branch_id=Parameter("branch"),
        date__gte=Parameter("first"),
        date__lte=Parameter("last"),
    ).values_list("date", "is_holiday")
)
NEEDS = PreparedRows(
    lambda: Need.objects.filter(one_of("visit_id", "visits")).values_list(
        "visit_id", "kind", "is_asked", "is_small_cash", "term_days"
    )
)
# The owners are found first, each way by its own index: an "or" across the join would read every holding of the bank.
HOLDINGS = PreparedRows(
    lambda: Holding.objects.filter(
        customer__in=Customer.objects.filter(Q(one_of("id", "customers")) | Q(one_of("household_id", "households")))
    ).values_list("customer_id", "customer__household_id", "family", "matures_on", "last_credit_on")
)
EVENTS = PreparedRows(
    lambda: LifeEvent.objects.filter(one_of("customer_id", "customers")).values_list("customer_id", "kind", "date")
)
ASSESSMENTS = Prepared(
    lambda: RiskAssessment.objects.filter(one_of("customer_id", "customers"), status__in=STANDING).order_by(
        "customer", "-assessed_at", "-pk"
    )
)
QUALIFICATIONS = PreparedRows(
    lambda: Qualification.objects.filter(
        staff_id=Parameter("staff"), valid_from__lte=Parameter("day"), valid_until__gte=Parameter("day")
    ).values_list("kind")
)
VERSIONS = PreparedRows(
    lambda: LibraryVersion.objects.filter(
        one_of("item__code", "codes"),
        Q(item__branch=None) | Q(item__branch_id=Parameter("branch")),
        status__in=IN_FORCE,
        published_at__lte=Parameter("at"),
        expires_at__gt=Parameter("at"),
    ).values_list(*WORDS)
)
