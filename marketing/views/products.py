"""AD-5: the products of the bank, what stands behind each, and what the gate refused."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import local
from lobby.branches.enums import Permission, QualificationKind
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.forms.attachments import uploads_in
from lobby.floor.models import Attachment
from marketing.access.suitability import product_by_code
from marketing.domain import products as domain
from marketing.enums.products import PRODUCT_MOVES, Family
from marketing.enums.suitability import IN_SHORT
from marketing.forms.products import LEVELS, EvidenceForm, NewProductForm, ProductForm
from marketing.models import Product
from marketing.selectors import products as selectors

P = Permission
CHOICES = {"families": Family.choices, "licences": QualificationKind.choices, "levels": LEVELS[1:]}


def page_of(staff: Staff, branch: Branch, part: str) -> dict[str, Any]:
    """What every page of AD-5 has: `part` is the one that is shown (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "part": part,
        "menu": menu.links_for(branch, held, current="products"),
        "may_edit": P.PRODUCT_EDIT in held,
        "timezone": branch.timezone,
    }


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Every product (`?family=`), and why the gate was closed of late. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, P.MARKETING_VIEW), timezone.now()
    family = request.GET.get("family", "")
    context = {
        **page_of(request.user, branch, "products"),
        **CHOICES,
        "family": family if family in Family.values else "",
        "lines": selectors.listed(day=local(branch, at).date(), family=family if family in Family.values else ""),
        "refused": [(one, [IN_SHORT[rule] for rule in one.rules]) for one in selectors.refused(branch, at=at)],
        "counts": [(IN_SHORT[rule], n) for rule, n in selectors.refused_by_rule(branch, at=at)],
    }
    return render(request, "marketing/products/products.html", context)


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, code: str, product_code: str) -> HttpResponse:
    """One product with what stands behind it. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, P.MARKETING_VIEW), timezone.now()
    product = product_by_code(product_code)
    evidence, files = selectors.evidence_of(product), files_of(product)
    context = {
        **page_of(request.user, branch, "products"),
        **CHOICES,
        "product": product,
        "today": local(branch, at).date(),
        "evidence": [(each, files.get(each.pk, [])) for each in evidence],
        "moves": [verb for verb, (sources, _target) in PRODUCT_MOVES.items() if product.status in sources],
    }
    return render(request, "marketing/products/product.html", context)


@never_cache
@login_required
@require_safe
def new(request: HttpRequest, code: str) -> HttpResponse:
    """An empty form. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.PRODUCT_EDIT)
    context = {**page_of(request.user, branch, "products"), **CHOICES, "product": Product()}
    return render(request, "marketing/products/new.html", context)


@login_required
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Write a product down. Raises UnknownBranch, Forbidden, ProductCodeTaken, ProductUnfit."""
    assert isinstance(request.user, Staff)
    branch, form = access.branch_for(request.user, code, P.PRODUCT_EDIT), NewProductForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    product = domain.add(branch, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Kept as a draft."), redirect=address(branch, product))


@login_required
@require_POST
def change(request: HttpRequest, code: str, product_code: str) -> HttpResponse:
    """Change what is known of it. Raises UnknownBranch, Forbidden, NotFound, ProductUnfit, NotReadyToOffer."""
    assert isinstance(request.user, Staff)
    branch, product = to_edit(request.user, code, product_code)
    form = ProductForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    domain.change(product, branch=branch, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Kept."), redirect=address(branch, product))


@login_required
@require_POST
def move(request: HttpRequest, code: str, product_code: str, verb: str) -> HttpResponse:
    """Offer it or stop it. Raises UnknownBranch, Forbidden, NotFound, IllegalProductMove, NotReadyToOffer."""
    assert isinstance(request.user, Staff)
    branch, product = to_edit(request.user, code, product_code)
    if verb not in PRODUCT_MOVES:
        raise NotFound
    act = domain.offer if verb == "offer" else domain.stop
    act(product, branch=branch, by=request.user, at=timezone.now())
    said = _("It is offered from now on.") if verb == "offer" else _("It is not offered any more.")
    return done(request, said, redirect=address(branch, product))


@login_required
@require_POST
def add_evidence(request: HttpRequest, code: str, product_code: str) -> HttpResponse:
    """Add what stands behind it. Raises UnknownBranch, Forbidden, NotFound, AttachmentUnknown."""
    assert isinstance(request.user, Staff)
    branch, product = to_edit(request.user, code, product_code)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    said = {**form.cleaned_data, "files": uploads_in(request.POST)}
    domain.add_evidence(product, branch=branch, by=request.user, at=timezone.now(), **said)
    return done(request, _("Kept."), redirect=address(branch, product))


def to_edit(staff: Staff, code: str, product_code: str) -> tuple[Branch, Product]:
    """The branch at which the person keeps products, and the product. Raises UnknownBranch, Forbidden, NotFound."""
    return access.branch_for(staff, code, P.PRODUCT_EDIT), product_by_code(product_code)


def files_of(product: Product) -> dict[int, list[Attachment]]:
    """The files of a product's evidence, by evidence (1 query)."""
    found: dict[int, list[Attachment]] = {}
    ids = product.evidence.values("pk")
    for one in Attachment.objects.filter(subject_type=domain.EVIDENCE, subject_id__in=ids).order_by("pk"):
        assert one.subject_id is not None
        found.setdefault(one.subject_id, []).append(one)
    return found


def address(branch: Branch, product: Product) -> str:
    """The page of a product."""
    return reverse("marketing:product", args=[branch.code, product.code])
