"""Follow-ups of the demo branch: some overdue, some today, the team's; and messages in the outbox."""

from __future__ import annotations

import datetime as dt
import itertools

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.domain import follow
from marketing.domain.follow import rounds, ruling
from marketing.domain.follow.telling import write as write_message
from marketing.enums.follow import FollowUpKind, FollowUpOutcome
from marketing.models import FollowUp

BRANCH = "0001"
DAY = dt.timedelta(days=1)
# Kind, how many days ago it was made, in how many days it was due then.
PLANNED = (
    (FollowUpKind.VISIT, 9, 3),
    (FollowUpKind.MEETING, 8, 7),
    (FollowUpKind.LATER, 7, 7),
    (FollowUpKind.VISIT, 1, 7),
)
MOST = 12


def write(password: str, at: dt.datetime) -> None:
    """Write them once; a second run changes nothing."""
    ruling.install()
    branch = Branch.objects.get(code=BRANCH)
    if FollowUp.objects.filter(branch=branch).exists():
        return
    agreed = Customer.objects.filter(
        branch=branch, consent_service_at__isnull=False, consent_marketing_at__isnull=False, closed_on=None
    )
    customers = list(agreed.select_related("owner").order_by("pk"))
    keepers = Staff.objects.filter(grants__branch=branch, grants__role__in=[RoleCode.WM, RoleCode.RM, RoleCode.LM])
    people = itertools.cycle(keepers.distinct().order_by("-username"))
    for customer, (kind, ago, days) in zip(customers, itertools.cycle(PLANNED), strict=False):
        follow.create(
            customer,
            branch=branch,
            by=SYSTEM,
            at=at - ago * DAY,
            kind=kind,
            days=days,
            owner=customer.owner or next(people),
        )
        if FollowUp.objects.filter(branch=branch).count() >= MOST:
            break
    for wish in itertools.islice(rounds.wishes(branch, at=at), MOST):
        rounds.make(branch, wish, at=at)
    tell_some(branch, at=at)


def tell_some(branch: Branch, *, at: dt.datetime) -> None:
    """One was spoken with yesterday, one is written to."""
    mine = FollowUp.objects.filter(branch=branch, owner__isnull=False, ended_at__isnull=True, due_on__lt=at.date())
    open_ones = list(mine.select_related("owner", "branch", "customer", "rule").order_by("due_at"))
    for one in open_ones[:1]:
        assert one.owner is not None
        follow.finish(one, by=one.owner, at=at - DAY, outcome=FollowUpOutcome.REACHED)
    for one in open_ones[1:2]:
        assert one.owner is not None
        write_message(one, by=one.owner, at=at)
