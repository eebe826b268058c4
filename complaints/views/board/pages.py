"""BH-5: the board of a branch, and the one of the offices above it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from complaints.access.cases import complaints_for
from complaints.forms.board import AfterForm, BoardForm
from complaints.panels.board import SCREEN
from complaints.selectors.board import board as board_of
from complaints.selectors.offices import branch_lines, pressing
from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, Invalid
from lobby.branches.models import Staff
from lobby.floor.views.day import live_day

P = Permission


@never_cache
@login_required
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The open complaints of a branch by step; `?part=columns` is what changes. Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.COMPLAINT_VIEW)
    form = BoardForm(request.GET)
    if not form.is_valid():
        raise Invalid(reason=_("these filters cannot be read"))
    context = live_day(request.user, branch, SCREEN.name, at=at)
    found = complaints_for(request.user).filter(branch=branch)
    filters = form.filters()
    context.update(
        board=board_of(found, filters, at=at, after=form.cleaned_data["after"]),
        filters=filters,
        form=form,
        at=at,
        query=kept(request),
        reread=f"{request.path}?{kept(request, part='columns', after=form.cleaned_data['after'])}",
        may_capture=P.COMPLAINT_CAPTURE in context["held"],
        is_above=P.COMPLAINT_OVERSEE in context["held"],
    )
    part = request.GET.get("part") == "columns"
    return render(request, "complaints/board/_columns.html" if part else "complaints/board/board.html", context)


def kept(request: HttpRequest, **more: str) -> str:
    """The filters of the address without its page, for the links that go on from here."""
    query = request.GET.copy()
    for name in ("after", "part"):
        query.pop(name, None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    for name, value in more.items():
        if value:
            query[name] = value
    return query.urlencode()


@never_cache
@login_required
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """What needs an office above the branches; people of one branch are led to its board. Raises Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    mine = list(access.branches_for(request.user, P.COMPLAINT_VIEW).order_by("code")[:2])
    if not mine:
        raise Forbidden
    if len(mine) == 1:
        return HttpResponseRedirect(reverse("complaints:board", args=[mine[0].code]))
    form = AfterForm(request.GET)
    if not form.is_valid():
        raise Invalid(reason=_("these filters cannot be read"))
    found = complaints_for(request.user)
    cards, after = pressing(found, at=at, after=form.cleaned_data["after"])
    context: dict[str, Any] = {"cards": cards, "after": after, "branches": branch_lines(found, at=at), "at": at}
    context["reread"] = f"{request.path}?{kept(request, part='rows', after=form.cleaned_data['after'])}"
    part = request.GET.get("part") == "rows"
    return render(request, "complaints/board/_office.html" if part else "complaints/board/office.html", context)
