"""The page of decisions: what waits for a second pair of eyes; and what a teller's own requests stand at."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import Permission
from lobby.floor.selectors import authority, fraud, seizures
from lobby.floor.selectors.own_requests import own_requests
from lobby.live.panels import Panel
from lobby.live.scopes import Scope
from lobby.live.screens import Screen

SCREEN = "decisions"
# A list longer than this is not decided one by one; the page says how many more there are.
SHOWN = 50


def approvals(scope: Scope) -> dict[str, Any]:
    """Uses of authority over a limit (1 query)."""
    return {"uses": authority.asked(scope.branch_id)[:SHOWN]}


def reviews(scope: Scope) -> dict[str, Any]:
    """Signs of fraud that need a decision (1 query)."""
    return {"checks": fraud.to_review(scope.branch_id)[:SHOWN]}


def bills(scope: Scope) -> dict[str, Any]:
    """Doubtful bills (1 query)."""
    return {"bills": seizures.open_bills(scope.branch_id)[:SHOWN]}


def open_seizures(scope: Scope) -> dict[str, Any]:
    """Seizures that are not over (2 queries)."""
    return {"seizures": seizures.open_seizures(scope.branch_id)[:SHOWN]}


def own(scope: Scope) -> dict[str, Any]:
    """A person's own requests that wait or were just decided (4 queries)."""
    assert scope.audience_id is not None
    return {"asked": own_requests(scope.branch_id, scope.audience_id, at=scope.at)}


PANELS = [
    Panel(
        name="decisions-reviews",
        screens=(SCREEN,),
        template="floor/cash/_reviews.html",
        context=reviews,
        dirtied_by=("fraud.asked", "fraud.decided"),
        permission=Permission.FRAUD_REVIEW,
    ),
    Panel(
        name="decisions-seizures",
        screens=(SCREEN,),
        template="floor/cash/_seizures.html",
        context=open_seizures,
        dirtied_by=("seizure.found", "seizure.moved", "seizure.to_report", "seizure.reported"),
        permission=Permission.CASH_SEIZE,
    ),
    Panel(
        name="decisions-approvals",
        screens=(SCREEN,),
        template="floor/cash/_approvals.html",
        context=approvals,
        dirtied_by=("authority.*",),
        permission=Permission.AUTHORITY_APPROVE,
    ),
    Panel(
        name="decisions-bills",
        screens=(SCREEN,),
        template="floor/cash/_bills.html",
        context=bills,
        dirtied_by=("seizure.bill_asked", "seizure.bill_moved"),
        permission=Permission.BILL_EXAMINE,
    ),
    Panel(
        name="counter-asked",
        screens=("counter",),
        template="floor/cash/_asked.html",
        context=own,
        dirtied_by=("authority.*", "fraud.asked", "fraud.decided", "seizure.*"),
        audience="person",
        permission=Permission.COUNTER_WORK,
        every=60.0,
    ),
]
SCREENS = [Screen(name=SCREEN, permission=Permission.CASH_SEIZE, events=("authority.*", "seizure.*", "fraud.*"))]
