"""Reading the library: search, a card, what must be acknowledged, and the copy for when there is no network."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.library import workable
from lobby.floor.contents import parts_of
from lobby.floor.domain import unread
from lobby.floor.enums.library import ContentKind, EtiquetteLink
from lobby.floor.forms.library import WishForm
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors import library, notices

ROWS_A_PAGE = 40
PERMISSION = Permission.LIBRARY_VIEW


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Go to the library of the person's own branch, else of the first whose library they read. Raises Forbidden."""
    assert isinstance(request.user, Staff)
    mine = access.branches_for(request.user, PERMISSION)
    branch = mine.filter(staff=request.user).first() or mine.first()
    if branch is None:
        raise Forbidden
    return redirect("floor:library", code=branch.code)


@require_safe
def worker(request: HttpRequest) -> HttpResponseBase:
    """The service worker of the library's pages: its address decides for which pages it answers."""
    found = finders.find("floor/library_worker.js")
    response = FileResponse(open(str(found), "rb"), content_type="text/javascript")  # noqa: SIM115
    response["Cache-Control"] = "no-cache"
    return response


@never_cache
@login_required
@require_safe
def shelf(request: HttpRequest, code: str) -> HttpResponse:
    """Search and cards. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, PERMISSION)
    wish = wish_of(request)
    found = library.search(library.in_force(None, branch, at), wish)
    page = Paginator(library.with_reading(found, request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = page_of(request.user, branch) | {
        "at": at,
        "wish": wish,
        "is_wish": bool(wish.q or wish.kind),
        "page": page,
        "emergencies": library.in_force(ContentKind.EMERGENCY_CARD, branch, at),
        "to_acknowledge": notices.to_acknowledge(request.user, branch, at),
        "changed": library.changed_for(request.user, roles_at(request.user, branch), branch, at)[:10],
        "kinds": ContentKind.choices,
    }
    return render(request, "floor/library/shelf.html", context)


def wish_of(request: HttpRequest) -> library.Wish:
    """What the address asks for; what makes no sense is left out."""
    form = WishForm(request.GET)
    form.is_valid()
    return library.Wish(**{name: form.cleaned_data.get(name, "") for name in ("q", "kind", "service")})


def page_of(staff: Staff, branch: Branch) -> dict[str, Any]:
    """What every page of the library needs (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="library"),
        "works_here": bool(held & {Permission.LIBRARY_WRITE, Permission.LIBRARY_APPROVE}),
    }


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, code: str, item_id: int) -> HttpResponse:
    """One item as it counts now. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, PERMISSION)
    version = version_in_force(branch, item_id, at=at)
    unread.note_reading(version, by=request.user, at=at)
    context = page_of(request.user, branch) | {
        "at": at,
        "version": version,
        "pictures": library.pictures_of([version])[version.pk],
        "parts": parts_of(version.item.kind, version.extra, get_language() or "zh-hans"),
        "link": dict(EtiquetteLink.choices).get(version.extra.get("link", "")),
        "asks": version in notices.to_acknowledge(request.user, branch, at),
    }
    return render(request, "floor/library/card.html", context)


def version_in_force(branch: Branch, item_id: int, *, at: dt.datetime) -> LibraryVersion:
    """The version of an item that counts at a branch (1 query). Raises NotFound."""
    rows = library.in_force(None, branch, at).select_related("item", "author", "reviewed_by")
    version = rows.filter(item=item_id).first()
    if version is None:
        raise NotFound
    return version


@login_required
@require_POST
def acknowledge(request: HttpRequest, code: str, item_id: int) -> HttpResponse:
    """Say that one has read it. Raises UnknownBranch, Forbidden, NotFound, NotMandatory."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, PERMISSION)
    version = version_in_force(branch, item_id, at=at)
    unread.acknowledge(version, by=request.user, branch=branch, at=at)
    shelf_page = reverse("floor:library", args=[branch.code])
    return done(request, _("Acknowledged."), redirect=shelf_page)


@never_cache
@login_required
@require_safe
def kept(request: HttpRequest, code: str) -> HttpResponse:
    """What a tablet keeps for when there is no network: a page that names nobody. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, PERMISSION)
    versions = list(library.in_force(library.AT_HAND, branch, at))
    order = {kind: place for place, kind in enumerate(library.AT_HAND)}
    versions.sort(key=lambda one: (order[ContentKind(one.item.kind)], one.item.code))
    return render(request, "floor/library/kept.html", {"branch": branch, "at": at, "versions": versions})


@never_cache
@login_required
@require_safe
def unread_sheet(request: HttpRequest, branch_id: int) -> HttpResponse:
    """The inside of the detail dialog: who has not acknowledged what. Raises NotFound."""
    assert isinstance(request.user, Staff)
    branch = access.branches_for(request.user, Permission.BRIEFING_LEAD).filter(pk=branch_id).first()
    if branch is None:
        raise NotFound
    found = notices.unread(branch, timezone.now())
    return render(request, "floor/library/_unread.html", {"branch": branch, "found": found})


@never_cache
@login_required
@require_safe
def renewal(request: HttpRequest, item_id: int) -> HttpResponse:
    """The inside of the detail dialog for an item that ends soon. Raises NotFound."""
    assert isinstance(request.user, Staff)
    item = workable(request.user).filter(pk=item_id).select_related("home").first()
    if item is None:
        raise NotFound
    return render(request, "floor/library/_renewal.html", {"item": item, "version": item.versions.first()})
