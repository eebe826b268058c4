"""Making follow-ups: on business days, for whoever looks after the customer, and never without consent."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, moment
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.live import journal
from marketing.domain.contact_hours import open_day_from
from marketing.domain.follow.moving import news_of, remind
from marketing.domain.messages.writing import has_agreed
from marketing.enums.follow import CONSENT_OF, FollowUpKind
from marketing.errors.follow import DayOver, NotAgreed
from marketing.events.follow import FollowUpMade
from marketing.models import FollowUp, FollowUpRule
from marketing.selectors.terms import in_force
from queueing.models import Visit

# Who keeps customers: theirs are follow-ups that nobody owns.
KEEPER = Permission.CUSTOMER_VIEW
TEAM = RoleCode.WM


def create(
    customer: Customer,
    *,
    branch: Branch,
    by: Actor,
    at: dt.datetime,
    kind: str,
    due_on: dt.date | None = None,
    days: int | None = None,
    owner: Staff | None = None,
    family: str = "",
    visit: Visit | None = None,
    rule: FollowUpRule | None = None,
    about_on: dt.date | None = None,
    key: str = "",
    tries: int = 0,
) -> FollowUp | None:
    """Somebody gets in touch on a day, or `days` after today; moved to the next day on which the branch opens.

    The customer's owner does, unless another is named; without one the team. A repeated `key` makes no second one. None
    without the consent that the kind needs, or when it was there (10 statements at most).
    """
    if not has_agreed(customer, CONSENT_OF[kind]):
        return None
    today = business_date(branch, at)
    wished = max(today, due_on or today + dt.timedelta(days=days or 0))
    date = open_day_from(branch, wished)
    due_at = moment(branch, date, in_force(at).contact_until)
    if due_at <= at:
        date = open_day_from(branch, date + dt.timedelta(days=1))
        due_at = moment(branch, date, in_force(at).contact_until)
    new = {
        "branch": branch,
        "owner": keeper_of(customer, branch, owner),
        "family": family,
        "rule": rule,
        "visit": visit,
        "about_on": about_on,
        "due_on": date,
        "due_at": due_at,
        "created_at": at,
        "made_by_id": by.staff_id,
        "tries": tries,
    }
    with journal.unit(by=by, at=at):
        if key:
            made, is_new = FollowUp.objects.get_or_create(customer=customer, kind=kind, key=key, defaults=new)
        else:
            made, is_new = FollowUp.objects.create(customer=customer, kind=kind, **new), True
        if not is_new:
            return None
        remind(made, at=at)
        journal.record(FollowUpMade(**news_of(made), due_on=date.isoformat()))
    return made


def note(customer: Customer, *, branch: Branch, by: Staff, at: dt.datetime, due_on: dt.date) -> FollowUp:
    """Note by hand to get in touch again. Raises DayOver, NotAgreed."""
    if due_on < business_date(branch, at):
        raise DayOver
    made = create(customer, branch=branch, by=by.actor, at=at, kind=FollowUpKind.OWN, due_on=due_on, owner=by)
    if made is None:
        raise NotAgreed
    return made


def keeper_of(customer: Customer, branch: Branch, wished: Staff | None) -> Staff | None:
    """Whose it is: the wished person, else the customer's owner; None when they left or work elsewhere (0–2 queries)."""
    for person in (wished, customer.owner):
        if person is not None and person.is_active and can(person, branch, KEEPER):
            return person
    return None
