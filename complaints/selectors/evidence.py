"""The evidence of a complaint in words: what the visit was like when somebody complained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from complaints.models import Complaint
from lobby.branches.calendar import local
from lobby.branches.models import Branch
from queueing.enums import PriorityClass, TicketStatus

Words = Callable[[Any, Branch], str]


def plain(value: Any, branch: Branch) -> str:
    """As it stands."""
    return str(value)


def minutes(value: Any, branch: Branch) -> str:
    """Seconds as whole minutes."""
    n = int(value) // 60
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def clock_time(value: Any, branch: Branch) -> str:
    """A moment on the branch's wall clock."""
    return f"{local(branch, dt.datetime.fromisoformat(value)):%H:%M}"


def times(value: Any, branch: Branch) -> str:
    """How often."""
    n = int(value)
    return ngettext("once", "{n} times", n).format(n=n) if n else _("never")


def worded(choices: Any) -> Words:
    """A code in words."""
    return lambda value, branch: str(dict(choices.choices).get(value, value))


def flag(value: Any, branch: Branch) -> str:
    """Yes; what is not so is not shown."""
    return _("yes")


# What of the snapshot is shown, in this order.
FACTS: dict[str, tuple[Promise, Words]] = {
    "number": (gettext_lazy("Number of the ticket"), plain),
    "service": (gettext_lazy("Service"), plain),
    "priority": (gettext_lazy("Class of the ticket"), worded(PriorityClass)),
    "issued_at": (gettext_lazy("Taken at"), clock_time),
    "waited_s": (gettext_lazy("Waited"), minutes),
    "quoted_p50_s": (gettext_lazy("Was told to wait about"), minutes),
    "counter": (gettext_lazy("Counter"), plain),
    "served_s": (gettext_lazy("At the counter for"), minutes),
    "calls": (pgettext_lazy("complaints", "Called"), times),
    "returns": (gettext_lazy("Sent back"), times),
    "care_acts": (gettext_lazy("Looked after"), times),
    "waited_long": (gettext_lazy("Over the line of a long wait"), flag),
    "asked_for_host": (gettext_lazy("Upset before, host called"), flag),
    "rating": (gettext_lazy("Rated"), plain),
    "status": (gettext_lazy("Then"), worded(TicketStatus)),
}


def facts_of(complaint: Complaint) -> list[tuple[str, str]]:
    """Label and value of each fact that is there (1 query for the name of the service, none without a ticket)."""
    found, branch = complaint.evidence, complaint.branch
    lines = []
    for name, (label, words) in FACTS.items():
        value = found.get(name)
        if name == "service" and complaint.service is not None:
            value = complaint.service.name
        if value not in (None, "", False):
            lines.append((str(label), words(value, branch)))
    return lines
