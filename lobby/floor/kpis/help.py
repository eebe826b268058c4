"""K35: how soon somebody comes who is called."""

from __future__ import annotations

from typing import Any

from django.db.models import Expression, F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lobby.branches.models import BranchPolicy
from lobby.floor.enums.care import HelpSource
from lobby.floor.models import HelpRequest
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import seconds
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split


def accepted(period: Period) -> QuerySet[HelpRequest]:
    """Calls for help that somebody took."""
    calls = HelpRequest.objects.filter(**period.of_branch_and_days, accepted_at__isnull=False)
    return calls.select_related("accepted_by", "zone")


def response(period: Period) -> Expression:
    """Seconds from the press of the button until somebody said they would come."""
    return seconds(F("accepted_at") - F("asked_at"))


def unanswered(period: Period) -> str:
    """How many calls nobody took; nothing where all were."""
    n = HelpRequest.objects.filter(**period.of_branch_and_days, accepted_at__isnull=True).count()
    words = ngettext("{n} call was taken by nobody.", "{n} calls were taken by nobody.", n)
    return words.format(n=n) if n else ""


def target(policy: BranchPolicy) -> float:
    """Minutes."""
    return policy.help_accept_s / 60


def source_words(value: Any) -> str | Promise:
    """Where somebody called, in words."""
    return HelpSource(value).label


KPIS = [
    Kpi(
        code="K35",
        name=_("Answer to calls for help"),
        meaning=_("Median minutes from the help button until somebody said they would come."),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEDIAN,
        rows=accepted,
        measure=response,
        moment="asked_at",
        target=target,
        listing="floor/care/_kpi_help.html",
        order=("-measure", "pk"),
        split=Split(name=_("where"), column="source", labels=source_words),
        aside=unanswered,
    ),
]
