"""WM-3: a customer's risk tolerance, and what may be proposed to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.customers.domain import assessing, finding, viewing
from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import HIGHEST, LOWEST, AssessmentStatus, ViewPurpose
from lobby.customers.models import Customer
from lobby.customers.selectors import assessments
from lobby.floor import menu
from marketing.access.suitability import assessment_of, customer_at, product_by_code
from marketing.domain.opening import check_led_to, open_card
from marketing.domain.suitability import facts_of, require
from marketing.enums.products import Surface
from marketing.enums.suitability import IN_SHORT
from marketing.forms.advice import AssessForm, CheckForm, FindForm
from marketing.selectors import advice as selectors

P = Permission
SHOWN = 6


def page_of(staff: Staff, branch: Branch, current: str = "advice") -> dict[str, Any]:
    """What every page of the desk has; `current` is the entry of the menu that is shown (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "held": held,
        "menu": menu.links_for(branch, held, current=current),
        "timezone": branch.timezone,
    }


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to assess, and the search for anybody else. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.ADVICE_GIVE)
    return render(request, "marketing/advice/advice.html", found_page(request.user, branch))


def found_page(staff: Staff, branch: Branch, **more: Any) -> dict[str, Any]:
    """The first page, and whom a search found."""
    at = timezone.now()
    return {**page_of(staff, branch), "at": at, "to_assess": selectors.to_assess(branch, staff, at=at), **more}


@login_required
@require_POST
def find(request: HttpRequest, code: str) -> HttpResponse:
    """Find a customer by phone or customer number. Raises UnknownBranch, Forbidden, TooManySearches."""
    assert isinstance(request.user, Staff)
    branch, form = access.branch_for(request.user, code, P.ADVICE_GIVE), FindForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    number = form.cleaned_data["number"]
    found = finding.find(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        ways=finding.ways_of(number),
        text=number,
        place=Place.COUNTER,
    )
    if len(found) == 1:
        return redirect(address(branch, found[0]))
    return render(request, "marketing/advice/advice.html", found_page(request.user, branch, found=found, searched=True))


@never_cache
@login_required
@require_safe
def customer(request: HttpRequest, code: str, customer_id: int) -> HttpResponse:
    """One customer: the level, how it came, what may be proposed. The look is written down. Raises NotFound, TooManySearches."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, P.ADVICE_GIVE), timezone.now()
    found = customer_at(branch, customer_id)
    look_at(found, by=request.user, at=at, place=Place.COUNTER)
    facts = facts_of(found, staff=request.user, branch=branch, at=at)
    lines, plain = selectors.judged(facts, Surface.LEAD)
    context = {
        **page_of(request.user, branch),
        "at": at,
        "customer": found,
        "facts": facts,
        "standing": facts.standing,
        "history": assessments.history(found)[:SHOWN],
        "terms": assessments.terms_in_force(at),
        "levels": range(LOWEST, HIGHEST + 1),
        "lines": lines,
        "plain": plain,
        "checks": [(one, [IN_SHORT[rule] for rule in one.rules]) for one in selectors.checks_of(found)],
    }
    return render(request, "marketing/advice/customer.html", context)


def look_at(found: Customer, *, by: Staff, at: dt.datetime, place: Place) -> None:
    """Write down that somebody advises a customer, once for as long as a look lasts. Raises TooManySearches."""
    if viewing.running_look(found, by=by, at=at) is None:
        open_card(found, by=by, at=at, purpose=ViewPurpose.ADVISE, place=place)


@login_required
@require_POST
def assess(request: HttpRequest, code: str, customer_id: int) -> HttpResponse:
    """Note a level. Raises NotFound, FindFirst, NoSuchLevel, AssessedOftenToday, AssessedOftenThisYear."""
    assert isinstance(request.user, Staff)
    branch, form = access.branch_for(request.user, code, P.ADVICE_GIVE), AssessForm(request.POST)
    found = advised(branch, customer_id, request.user)
    if not form.is_valid():
        return invalid(request, form)
    assessment = assessing.assess(found, by=request.user, at=timezone.now(), **form.cleaned_data)
    is_changed = assessment.status == AssessmentStatus.PENDING
    said = _("The level has changed: please have the customer confirm it.") if is_changed else _("The level is noted.")
    return done(request, said, redirect=address(branch, found))


@login_required
@require_POST
def decide(request: HttpRequest, code: str, customer_id: int, assessment_id: int, verb: str) -> HttpResponse:
    """The customer confirms a changed level, or does not. Raises NotFound, FindFirst, NothingToConfirm."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.ADVICE_GIVE)
    found = advised(branch, customer_id, request.user)
    assessment = assessment_of(found, assessment_id)
    if verb not in ("confirm", "reject"):
        raise NotFound
    act = assessing.confirm if verb == "confirm" else assessing.reject
    act(assessment, by=request.user, at=timezone.now())
    said = _("Confirmed: the new level counts.") if verb == "confirm" else _("Not confirmed: the old level counts on.")
    return done(request, said, redirect=address(branch, found))


@login_required
@require_POST
def check(request: HttpRequest, code: str, customer_id: int) -> HttpResponse:
    """Ask the gate about one product and keep its answer. Raises NotFound, FindFirst, Unsuitable."""
    assert isinstance(request.user, Staff)
    branch, form = access.branch_for(request.user, code, P.ADVICE_GIVE), CheckForm(request.POST)
    found = advised(branch, customer_id, request.user)
    if not form.is_valid():
        return invalid(request, form)
    product = product_by_code(form.cleaned_data["product"])
    require(
        found,
        product,
        branch=branch,
        by=request.user.actor,
        at=timezone.now(),
        surface=Surface.LEAD,
        staff=request.user,
        is_extra_confirmed=form.cleaned_data["is_extra_confirmed"],
    )
    said = _("{product} may be proposed. The check is kept.").format(product=product.name)
    return done(request, said, redirect=address(branch, found))


def advised(branch: Branch, customer_id: int, staff: Staff) -> Customer:
    """A customer of the branch to whom something leads the person. Raises NotFound, FindFirst."""
    found = customer_at(branch, customer_id)
    check_led_to(found, staff, at=timezone.now())
    return found


def address(branch: Branch, found: Customer) -> str:
    """The page of a customer."""
    return reverse("marketing:advice-customer", args=[branch.code, found.pk])
