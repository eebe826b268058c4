"""Pairs who share development and results for a while (S196b)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lobby.branches.access import branches_for, can
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.live import journal
from marketing.errors.contributions import AlreadyPaired, PairOfOne, PartOfAStranger
from marketing.events.leads import PairChanged
from marketing.models import Pair

FAR = dt.date.max


def join(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    first: Staff,
    second: Staff,
    name_zh: str,
    name_en: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Pair:
    """Two work as a pair from a day on; nobody is in two at a time.

    Raises Forbidden, PairOfOne, PartOfAStranger, AlreadyPaired.
    """
    check_manages(branch, by)
    if first.pk == second.pk:
        raise PairOfOne
    with journal.unit(by=by.actor, at=at):
        # Whoever joins pairs of the branch does so one after the other.
        Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        for one in (first, second):
            check_free(branch, one, starts_on=starts_on, ends_on=ends_on)
        pair = Pair.objects.create(
            branch=branch,
            first=first,
            second=second,
            name_zh=name_zh,
            name_en=name_en,
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
        )
        journal.record(PairChanged(branch_id=branch.pk, pair=pair.pk))
    return pair


def part(pair: Pair, *, by: Staff, at: dt.datetime) -> Pair:
    """Their time together ends with this business day. Raises Forbidden."""
    check_manages(pair.branch, by)
    with journal.unit(by=by.actor, at=at):
        pair = Pair.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=pair.pk)
        last = max(business_date(pair.branch, at), pair.starts_on)
        pair.ends_on = min(pair.ends_on or FAR, last)
        pair.save(update_fields=["ends_on"])
        journal.record(PairChanged(branch_id=pair.branch_id, pair=pair.pk))
    return pair


def check_manages(branch: Branch, by: Staff) -> None:
    """Raises Forbidden."""
    if not can(by, branch, Permission.LEAD_MANAGE):
        raise Forbidden


def check_free(branch: Branch, one: Staff, *, starts_on: dt.date, ends_on: dt.date | None) -> None:
    """Raises PartOfAStranger, AlreadyPaired."""
    if not branches_for(one).filter(pk=branch.pk).exists():
        raise PartOfAStranger(name=one.name)
    overlapping = Pair.objects.filter(Q(first=one) | Q(second=one), starts_on__lte=ends_on or FAR)
    if overlapping.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)).exists():
        raise AlreadyPaired(name=one.name)
