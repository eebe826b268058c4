"""Mobile banking set up in the hall: once for a customer, by the customer (S168, N10)."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from lobby.branches.calendar import business_date
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.live import journal
from marketing.enums.campaigns import ActivationHelp
from marketing.errors.campaigns import ActivatedAlready, OperatedByStaff
from marketing.events.campaigns import BankActivated
from marketing.models import Activation
from queueing.models import Visit


def activate(
    branch: Branch,
    customer: Customer,
    *,
    by: Staff,
    at: dt.datetime,
    help: ActivationHelp,
    is_by_customer: bool,
    visit: Visit | None = None,
) -> Activation:
    """A customer set mobile banking up; whoever helped touched nothing.

    Raises NotFound for another branch's customer, OperatedByStaff, ActivatedAlready.
    """
    if customer.branch_id != branch.pk or (visit is not None and visit.branch_id != branch.pk):
        raise NotFound
    if not is_by_customer:
        raise OperatedByStaff
    with journal.unit(by=by.actor, at=at):
        try:
            with transaction.atomic():
                activation = Activation.objects.create(
                    branch=branch,
                    day=business_date(branch, at),
                    customer=customer,
                    visit=visit,
                    help=help,
                    is_by_customer=True,
                    staff=by,
                    at=at,
                )
        except IntegrityError as error:
            first = Activation.objects.get(customer=customer)
            raise ActivatedAlready(day=first.day.isoformat()) from error
        journal.record(
            BankActivated(branch_id=branch.pk, activation=activation.pk, staff=by.pk, help=ActivationHelp(help).value)
        )
    return activation
