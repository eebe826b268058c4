"""Leaflets, prizes and kits: the page, one material, and what is done with it."""

from __future__ import annotations

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
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.access.stock import lot_for, material_for, move_for
from lobby.floor.domain.stock import materials, moving
from lobby.floor.enums.stock import PRINTED, PRIZES, Purpose
from lobby.floor.forms.stock import CountForm, IssueForm, MaterialForm, ReceiveForm
from lobby.floor.models import Material
from lobby.floor.panels.stock import SCREEN
from lobby.floor.selectors import stock as selectors
from lobby.floor.views.day import live_day

QUICK = (1, 5, 10)


@never_cache
@login_required
@require_safe
def stock(request: HttpRequest, code: str) -> HttpResponse:
    """What the branch keeps. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    context = live_day(request.user, branch, SCREEN.name, at=timezone.now(), current="stock")
    is_keeper = Permission.STOCK_MANAGE in context["held"]
    context.update(is_keeper=is_keeper, form=MaterialForm(branch=branch) if is_keeper else None)
    return render(request, "floor/stock/stock.html", context)


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, material_id: int) -> HttpResponse:
    """The inside of the detail dialog: one material, its lots, its moves, what can be done. Raises NotFound."""
    assert isinstance(request.user, Staff)
    at, material = timezone.now(), material_for(request.user, material_id, Permission.FLOOR_VIEW)
    shelf = selectors.shelves(material.branch, [material], at=at)[0]
    context = {
        "shelf": shelf,
        "material": material,
        "today": selectors.today(material.branch, at),
        "moves": selectors.moves_of(material),
        "is_keeper": access.can(request.user, material.branch, Permission.STOCK_MANAGE),
        "is_gift": material.kind in PRIZES,
        "is_printed": material.kind in PRINTED,
        "purposes": Purpose.choices,
        "quick": [number for number in QUICK if number <= shelf.on_hand],
    }
    return render(request, "floor/stock/_material.html", context)


@login_required
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Keep something new. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.STOCK_MANAGE)
    form = MaterialForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    material = materials.add(form.save(commit=False), by=request.user.actor, at=timezone.now())
    return answer(request, material, _("Kept from now on. Receive the first lot."))


@login_required
@require_POST
def issue(request: HttpRequest, material_id: int) -> HttpResponse:
    """Give out, refill the folder, write off. Raises NotFound, Forbidden and what `moving.issue` raises."""
    assert isinstance(request.user, Staff)
    material = material_for(request.user, material_id)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    moves = moving.issue(material, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    undo = reverse("floor:stock-take-back", args=[moves[0].pk])
    words = _("%(quantity)d of %(name)s given out.") % {
        "quantity": form.cleaned_data["quantity"],
        "name": material.name,
    }
    return done(request, words, undo=undo, back=page_of(material))


@login_required
@require_POST
def take_back(request: HttpRequest, move_id: int) -> HttpResponse:
    """Take one's own giving out back. Raises NotFound, Forbidden, NothingToTakeBack."""
    assert isinstance(request.user, Staff)
    move = move_for(request.user, move_id)
    moving.take_back(move, by=request.user.actor, at=timezone.now())
    return answer(request, move.lot.material, _("Taken back."))


@login_required
@require_POST
def receive(request: HttpRequest, material_id: int) -> HttpResponse:
    """A delivery came. Raises NotFound, Forbidden and what `moving.receive` raises."""
    assert isinstance(request.user, Staff)
    material = material_for(request.user, material_id)
    form = ReceiveForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    moving.receive(material, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    return answer(request, material, _("Received."))


@login_required
@require_POST
def count(request: HttpRequest, material_id: int) -> HttpResponse:
    """Somebody counted. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    material = material_for(request.user, material_id)
    form = CountForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    moving.count(material, by=request.user.actor, at=timezone.now(), counted=form.cleaned_data["counted"])
    return answer(request, material, _("Counted."))


@login_required
@require_POST
def remove(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Confirm that an expired lot was taken away. Raises NotFound, Forbidden, NotExpired."""
    assert isinstance(request.user, Staff)
    lot = lot_for(request.user, lot_id)
    moving.remove_expired(lot, by=request.user.actor, at=timezone.now())
    return answer(request, lot.material, _("Taken away."))


def answer(request: HttpRequest, material: Material, message: str) -> HttpResponse:
    """What most acts here say."""
    return done(request, message, back=page_of(material))


def page_of(material: Material) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("floor:stock", args=[material.branch.code])
