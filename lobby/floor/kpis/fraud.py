"""Prevented fraud: K38 of the bank's list (S429). n is how often, the figure how much stayed with the customers."""

from __future__ import annotations

from django.db.models import Expression, F, FloatField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lobby.floor.amounts import told
from lobby.floor.models import Dissuasion
from lobby.floor.selectors.fraud import prevented
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi


def convinced(period: Period) -> QuerySet[Dissuasion]:
    """Talks after which the customer kept the money."""
    return Dissuasion.objects.filter(**period.of_branch_and_days, is_convinced=True).select_related("by")


def amount(period: Period) -> Expression:
    """Yuan that stayed."""
    return Cast(F("amount"), FloatField())


def month_so_far(period: Period) -> str:
    """The month up to the period's last day."""
    n, total = prevented(period.branch, period.last.replace(day=1), period.last)
    return _("The month so far: {n} prevented, {amount} yuan.").format(n=n, amount=told(total))


FRAUD_PREVENTED = Kpi(
    code="K38",
    name=gettext_lazy("Fraud prevented"),
    meaning=gettext_lazy("Yuan that customers kept because somebody talked with them; n is how many."),
    unit=Unit.YUAN,
    direction=Direction.HIGH,
    method=Method.TOTAL,
    rows=convinced,
    measure=amount,
    moment="at",
    listing="floor/cash/_kpi_fraud.html",
    order=("-amount", "pk"),
    aside=month_so_far,
)
