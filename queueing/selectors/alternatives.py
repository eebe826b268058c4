"""Other branches that can serve what has failed here, with their waits of this moment (S198d)."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import get_language

from lobby.branches.models import Branch, Service
from lobby.floor.enums.outages import OutageScope, OutageStatus
from lobby.floor.models import Outage
from queueing.selectors.lines import Line, issuing_of, lines

# So many of the nearest are looked at, however many branches the bank has.
NEAREST = 5
# Kiosks, phones and the tablet ask at the same moments: what was read of a branch is shared for so long.
SHARED_FOR = dt.timedelta(seconds=5)
SHARED_BRANCHES = 256


@dataclass(frozen=True, slots=True)
class Alternative:
    """An open branch and its lines for what is wanted, none of them empty of an estimate."""

    branch: Branch
    lines: list[Line]

    @property
    def address(self) -> str:
        """Where it stands, in the active language."""
        return self.branch.address_in(get_language() or "zh-hans")


_seen: OrderedDict[int, tuple[dt.datetime, list[Line]]] = OrderedDict()
_lock = threading.Lock()


def running_outage(branch: Branch) -> Outage | None:
    """The real outage of a branch that customers are told of (1 query)."""
    running = Outage.objects.filter(branch=branch, status=OutageStatus.RUNNING, is_drill=False)
    return running.select_related("branch", "explainer", "incident").first()


def alternatives(outage: Outage, *, at: dt.datetime) -> list[Alternative]:
    """The nearest branches that serve what has failed now (2 queries and up to 8 for each of `NEAREST`, less when shared).

    Near is the same unit first, then those beside it. Left out: closed ones, ones in an outage of all systems, and
    services that are stopped there or that no open counter offers.
    """
    codes = list(Service.objects.filter(pk__in=outage.services).values_list("code", flat=True))
    found = []
    for branch in near(outage.branch, codes):
        served = [line for line in open_lines(branch, at=at) if line.service.code in codes]
        if served:
            found.append(Alternative(branch, served))
    return found


def near(branch: Branch, codes: Collection[str]) -> QuerySet[Branch]:
    """The nearest branches where one of these services is to be had (1 query)."""
    offered = Service.objects.filter(branch=OuterRef("pk"), code__in=codes, is_active=True, is_stopped=False)
    down = Outage.objects.filter(
        branch=OuterRef("pk"), status=OutageStatus.RUNNING, is_drill=False, scope=OutageScope.ALL
    )
    region = Q(unit=branch.unit_id) | Q(unit__parent__isnull=False, unit__parent=branch.unit.parent_id)
    distance = Case(When(unit=branch.unit_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Branch.objects.filter(region, Exists(offered), ~Exists(down), is_active=True).exclude(pk=branch.pk)
    return rows.select_related("unit").alias(distance=distance).order_by("distance", "code")[:NEAREST]


def open_lines(branch: Branch, *, at: dt.datetime) -> list[Line]:
    """The lines of an open branch that somebody may join now (8 queries at most, none when just read)."""
    with _lock:
        known = _seen.get(branch.pk)
    if known is not None and abs(at - known[0]) < SHARED_FOR:
        return known[1]
    issuing = issuing_of(branch, at=at)
    is_open = not issuing.is_closed and not issuing.message
    found = [line for line in lines(branch, issuing.day, at=at) if is_served(line)] if is_open else []
    with _lock:
        _seen[branch.pk] = (at, found)
        _seen.move_to_end(branch.pk)
        while len(_seen) > SHARED_BRANCHES:
            _seen.popitem(last=False)
    return found


def is_served(line: Line) -> bool:
    """Whether numbers are issued and a counter is open for it."""
    return not line.stopped and line.wait is not None and not line.wait.needs_opening


def forget() -> None:
    """Read every branch anew."""
    with _lock:
        _seen.clear()
