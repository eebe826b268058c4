"""WM-4: who is to be contacted, and what came of it in one tap."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.viewing import look, running_look
from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import ViewPurpose
from lobby.floor import menu
from marketing.access.follow import follow_up_for, keepers
from marketing.domain import follow
from marketing.domain.follow.telling import words_for
from marketing.enums.follow import FollowUpOutcome
from marketing.forms.follow import AssignForm, OutcomeForm, PlanForm, ReasonForm
from marketing.models import FollowUp
from marketing.selectors import follow as selectors

P = Permission
OVERSEERS = {P.LEAD_MANAGE, P.MARKETING_VIEW}


def day_page(staff: Staff, branch: Branch, part: str) -> dict[str, Any]:
    """What every page of follow-up has: `part` is the one that is shown (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "held": held,
        "part": part,
        "menu": menu.links_for(branch, held, current="follow-up"),
        "timezone": branch.timezone,
    }


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """A person's own list and their team's; who leads sees what is overdue in the branch. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.CUSTOMER_VIEW)
    shell = day_page(request.user, branch, "list")
    context = {
        **shell,
        "lists": selectors.lists_of(branch, request.user, at=at),
        "overdue": selectors.overdue_of(branch, at=at) if OVERSEERS & set(shell["held"]) else None,
        "customers": selectors.own_customers(branch, request.user),
        "outcomes": FollowUpOutcome.choices,
        "today": business_date(branch, at),
    }
    return render(request, "marketing/follow/list.html", context)


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The inside of the detail dialog: whom, why, the approved words, what can be said of it. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    found = follow_up_for(request.user, pk)
    held = access.permissions_at(request.user, found.branch)
    view = running_look(found.customer, by=request.user, at=at)
    words = words_for([found], found.branch, request.user, get_language() or "zh-hans", at=at)
    is_theirs = found.owner_id in (None, request.user.pk) or P.LEAD_MANAGE in held
    context = {
        "one": found,
        "branch": found.branch,
        "phone": found.customer.phone if view else "",
        "words": words.get(found.pk, ""),
        "outcomes": FollowUpOutcome.choices if is_theirs and found.ended_at is None else [],
        "is_open": found.ended_at is None,
        "is_theirs": is_theirs,
        "people": keepers(found.branch) if P.LEAD_MANAGE in held and found.ended_at is None else [],
        "today": business_date(found.branch, at),
    }
    return render(request, "marketing/follow/card.html", context)


@login_required
@require_POST
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the phone number in the card for a while; the look is written down (S169). Raises NotFound, NotYours."""
    assert isinstance(request.user, Staff)
    found = follow_up_for(request.user, pk)
    follow.check_theirs(found, request.user)
    at = timezone.now()
    look(found.customer, by=request.user, at=at, purpose=ViewPurpose.FOLLOW_UP, place=Place.COUNTER)
    return done(request, back=page_of(found))


@login_required
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it. Raises NotFound, Forbidden and what the verb refuses."""
    assert isinstance(request.user, Staff)
    found = follow_up_for(request.user, pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    ended = follow.finish(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, told(ended), undo=undo_of(ended), back=page_of(ended))


def told(ended: FollowUp) -> str:
    """What the person reads afterwards: what comes next."""
    if ended.next is not None:
        return _("Kept. Next on {date}.").format(date=ended.next.due_on)
    if ended.outcome == FollowUpOutcome.MESSAGE:
        return _("The message is in the outbox.")
    return _("Kept.")


def undo_of(ended: FollowUp) -> str:
    """The address that takes it back; a message that is in the outbox stays there."""
    is_message = ended.outcome == FollowUpOutcome.MESSAGE
    return "" if is_message else reverse("marketing:follow-up-reopen", args=[ended.pk])


def page_of(found: FollowUp) -> str:
    """The list."""
    return reverse("marketing:follow-up", args=[found.branch.code])


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last tap back. Raises NotFound, TooLateToUndo, NotYours."""
    assert isinstance(request.user, Staff)
    found = follow.reopen(follow_up_for(request.user, pk), by=request.user, at=timezone.now())
    return done(request, _("Taken back."), back=page_of(found))


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the team's. Raises NotFound, TakenByOther, IllegalFollowUpMove."""
    assert isinstance(request.user, Staff)
    found = follow.take(follow_up_for(request.user, pk), by=request.user, at=timezone.now())
    return done(request, _("It is yours now."), back=page_of(found))


@login_required
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else looks after it. Raises NotFound, Forbidden, NotTheirWork, IllegalFollowUpMove."""
    assert isinstance(request.user, Staff)
    found = follow_up_for(request.user, pk, P.LEAD_MANAGE)
    form = AssignForm(request.POST, branch=found.branch)
    if not form.is_valid():
        return invalid(request, form)
    moved = follow.assign(found, to=form.cleaned_data["to"], by=request.user, at=timezone.now())
    return done(request, _("{name} looks after it now.").format(name=form.cleaned_data["to"].name), back=page_of(moved))


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not needed any more. Raises NotFound, NotYours, IllegalFollowUpMove."""
    assert isinstance(request.user, Staff)
    found = follow_up_for(request.user, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    follow.call_off(found, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("Called off."), back=page_of(found))


@login_required
@require_POST
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Note by hand to get in touch again. Raises UnknownBranch, Forbidden, DayOver, NotAgreed."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.CUSTOMER_VIEW)
    form = PlanForm(request.POST, branch=branch, me=request.user)
    if not form.is_valid():
        return invalid(request, form)
    made = follow.note(
        form.cleaned_data["customer"],
        branch=branch,
        by=request.user,
        at=timezone.now(),
        due_on=form.cleaned_data["due_on"],
    )
    return done(request, _("Planned for {date}.").format(date=made.due_on), back=page_of(made))
