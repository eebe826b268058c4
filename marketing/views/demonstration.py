"""S167: what a customer is shown on the tablet. Approved material, suitable products, a range and its risk line."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.customers.enums.finding import Place
from lobby.customers.models import Customer
from lobby.floor.amounts import told
from marketing.access.suitability import customer_at, product_by_code
from marketing.domain.leaflets import shown_to as shown_leaflets
from marketing.domain.simulating import simulate
from marketing.domain.suitability import facts_of, require, suitable
from marketing.enums.products import Surface
from marketing.forms.advice import ShowForm
from marketing.models import Product
from marketing.selectors.advice import material
from marketing.selectors.products import offered
from marketing.views.advice import look_at, page_of

P = Permission


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Material and products, of the customer (`?customer=`) or of anybody. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, P.PROMPT_USE), timezone.now()
    customer_id, _amount, _months = ShowForm(request.GET).said()
    customer = shown_to(branch, customer_id, by=request.user, at=at)
    facts = facts_of(customer, staff=request.user, branch=branch, at=at)
    around = page_of(request.user, branch, "demonstration")
    context = {
        **around,
        "may_advise": P.ADVICE_GIVE in around["held"],
        "customer": customer,
        "material": shown_leaflets(facts, material(branch, at=at), Surface.DEMO),
        "products": suitable(facts, offered(), Surface.DEMO),
    }
    return render(request, "marketing/advice/demonstration.html", context)


@never_cache
@login_required
@require_safe
def product(request: HttpRequest, code: str, product_code: str) -> HttpResponse:
    """One product with its simulator (`?customer=&amount=&months=`); the gate is asked and its answer kept.

    Raises UnknownBranch, Forbidden, NotFound, Unsuitable, Invalid.
    """
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, P.PROMPT_USE), timezone.now()
    customer_id, amount, months = ShowForm(request.GET).said()
    customer, shown = shown_to(branch, customer_id, by=request.user, at=at), product_by_code(product_code)
    require(customer, shown, branch=branch, by=request.user.actor, at=at, surface=Surface.DEMO, staff=request.user)
    context = {
        **page_of(request.user, branch, "demonstration"),
        "customer": customer,
        "product": shown,
        "amount": amount,
        "months": months,
        "range": range_of(shown, amount, months),
    }
    return render(request, "marketing/advice/demonstrated.html", context)


def shown_to(branch: Branch, customer_id: int | None, *, by: Staff, at: dt.datetime) -> Customer | None:
    """The customer at the tablet, None for anybody. The look is written down. Raises NotFound, TooManySearches."""
    if customer_id is None:
        return None
    customer = customer_at(branch, customer_id)
    look_at(customer, by=by, at=at, place=Place.TABLET)
    return customer


def range_of(shown: Product, amount: int, months: int) -> dict[str, str] | None:
    """What the simulator shows: sums as people read them, an empty text for no loss; None without a simulator."""
    found = simulate(shown, amount=amount, months=months)
    if found is None:
        return None
    return {
        "low": told(found.low),
        "high": told(found.high),
        "loss": told(found.loss) if found.loss else "",
        "gain": told(found.gain),
    }
