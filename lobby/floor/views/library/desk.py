"""The library's desk: what is on its way, one version with everything about it, a new item."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.floor.access import library as reach
from lobby.floor.differences import Line, side_by_side
from lobby.floor.domain.library.wording import NAMES
from lobby.floor.enums.library import CONTENT_MOVES, IN_THE_MAKING, ContentKind, ContentStatus
from lobby.floor.forms.library import EXTRA_PREFIX, ItemForm, WordingForm
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.floor.selectors import library
from lobby.floor.views.library.shelf import page_of
from lobby.live import journal

ROWS_A_PAGE = 40
# What waits for somebody first.
ORDER = ("in_review", "approved", "draft", "expiring", "published", "rejected", "withdrawn", "expired")
USUAL_DAYS = 365


def desk_branch(staff: Staff, code: str) -> tuple[Branch, set[str]]:
    """The branch at whose desk somebody works, and what they may do there. Raises UnknownBranch, Forbidden."""
    branch = access.branch_for(staff, code, Permission.LIBRARY_VIEW)
    held = access.permissions_at(staff, branch)
    if not held & {Permission.LIBRARY_WRITE, Permission.LIBRARY_APPROVE}:
        raise Forbidden
    return branch, held


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Every version of the items that somebody works on, what waits first. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, held = desk_branch(request.user, code)
    items = reach.workable(request.user)
    versions = library.versions_in_work(items)
    counts = dict(versions.order_by().values_list("status").annotate(Count("pk")))
    status = request.GET.get("status", "")
    chosen = status if status in ContentStatus.values else next((one for one in ORDER if counts.get(one)), "draft")
    page = Paginator(versions.filter(status=chosen), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = page_of(request.user, branch) | {
        "page": page,
        "status": chosen,
        "states": [(one, ContentStatus(one).label, counts.get(one, 0)) for one in ORDER],
        "may_write": Permission.LIBRARY_WRITE in held,
        "kinds": ContentKind.choices,
    }
    return render(request, "floor/library/desk.html", context)


@never_cache
@login_required
@require_safe
def new(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """An empty form for a kind. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.LIBRARY_WRITE)
    what = ContentKind(kind) if kind in ContentKind.values else ContentKind.GUIDE
    context = page_of(request.user, branch) | {
        "form": ItemForm(branch=branch, kind=what),
        "kind": what,
        "kinds": ContentKind.choices,
        "may_bank": reach.holds_for_bank(request.user, Permission.LIBRARY_WRITE),
    }
    return render(request, "floor/library/new.html", context)


@never_cache
@login_required
@require_safe
def version(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """One version: its words beside the former ones, what may be done, its history. Raises UnknownBranch, NotFound."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch, _held = desk_branch(request.user, code)
    found = reach.version_to_see(request.user, version_id)
    may_write = reach.items_for(request.user, Permission.LIBRARY_WRITE).filter(pk=found.item_id).exists()
    may_decide = reach.items_for(request.user, Permission.LIBRARY_APPROVE).filter(pk=found.item_id).exists()
    former = library.former_of(found)
    is_own = found.author_id == request.user.pk or found.editors.filter(pk=request.user.pk).exists()
    others = list(found.item.versions.order_by("-number"))
    context = page_of(request.user, branch) | {
        "at": at,
        "version": found,
        "item": found.item,
        "service": service_name(found.item, branch),
        "roles": [RoleCode(role).label for role in found.item.roles],
        "former": former,
        "texts": texts_beside(former, found),
        "form": form_of(found) if may_write and found.status == ContentStatus.DRAFT else None,
        "may": verbs_for(found, may_write=may_write, may_decide=may_decide, is_own=is_own),
        "may_revise": may_write and not any(one.status in IN_THE_MAKING for one in others),
        "is_own": is_own and may_decide and found.status == ContentStatus.IN_REVIEW,
        "others": others,
        "pictures": library.pictures_of([found])[found.pk],
        "extra": extra_lines(found),
        "last_day": business_date(found.item.home, at) + dt.timedelta(days=USUAL_DAYS),
        "timeline": journal.timeline("library-version", found.pk, found.item.home_id, found.created_at),
    }
    return render(request, "floor/library/version.html", context)


def service_name(item: LibraryItem, branch: Branch) -> str:
    """The name of the service it is about as this branch calls it; its code where the branch has no such service."""
    if not item.service:
        return ""
    service = branch.services.filter(code=item.service).first()
    return service.name if service else item.service


def verbs_for(found: LibraryVersion, *, may_write: bool, may_decide: bool, is_own: bool) -> set[str]:
    """What this person may do with it in its state."""
    legal = {verb for verb, (sources, _target) in CONTENT_MOVES.items() if found.status in sources}
    mine = {"edit", "submit", "recall", "publish", "withdraw"} if may_write else set()
    if may_decide:
        mine |= {"withdraw"} if is_own else {"approve", "reject", "withdraw"}
    return legal & mine


def form_of(found: LibraryVersion) -> WordingForm:
    """The form that changes a draft."""
    initial: dict[str, Any] = {name: getattr(found, name) for name in NAMES if name != "extra"}
    initial |= {EXTRA_PREFIX + name: value for name, value in found.extra.items()}
    return WordingForm(kind=found.item.kind, initial=initial)


def texts_beside(former: LibraryVersion | None, found: LibraryVersion) -> list[tuple[str, list[Line]]]:
    """Both languages: title, then body, beside those of the former version."""
    return [
        (language, side_by_side(words(former, language) if former else "", words(found, language)))
        for language in ("zh-hans", "en")
    ]


def words(version: LibraryVersion, language: str) -> str:
    """Title, body and questions in one."""
    return f"{version.title_in(language)}\n{version.body_in(language)}\n\n{version.quiz_in(language)}".rstrip()


def extra_lines(found: LibraryVersion) -> list[tuple[Any, Any]]:
    """The kind's own values with their labels."""
    form = form_of(found)
    lines = []
    for bound in form.extras():
        value = bound.value()
        lines.append((bound.label, dict(getattr(bound.field, "choices", [])).get(value, value)))
    lines.append((form["valid_days"].label, found.valid_days))
    return [(label, value) for label, value in lines if value not in ("", None)]
