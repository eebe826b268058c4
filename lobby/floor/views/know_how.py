"""What one has to know, and who of a branch knows it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor import menu
from lobby.floor.models.library import NoticeAck
from lobby.floor.selectors import competence, know_how


def page_of(staff: Staff, branch: Branch, here: str) -> dict[str, Any]:
    """What every page about knowing and competence needs (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="know-how"),
        "here": here,
        "sees_people": Permission.KNOW_HOW_VIEW in held,
        "rates": Permission.COMPETENCE_RATE in held,
    }


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """What the person has to know, and how they were rated. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.LIBRARY_VIEW)
    date = business_date(branch, at)
    found = know_how.own(request.user, branch, at)
    context = page_of(request.user, branch, "mine") | {
        "due": [one for one in found if one.is_due],
        "known": [one for one in found if not one.is_due],
        "profile": competence.profiles([request.user], policy_of(branch, date), date)[0],
    }
    return render(request, "floor/know_how/mine.html", context)


@never_cache
@login_required
@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Every text that must be known, and who does not know it. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.KNOW_HOW_VIEW)
    texts = know_how.listing(branch, timezone.now())
    context = page_of(request.user, branch, "people") | {
        "incomplete": [text for text in texts if not text.is_complete],
        "complete": [text for text in texts if text.is_complete],
        "lapsed": sum(len(text.lapsed) for text in texts),
        "open": sum(len(text.open) for text in texts),
    }
    return render(request, "floor/know_how/people.html", context)


@never_cache
@login_required
@require_safe
def lapse(request: HttpRequest, ack_id: int) -> HttpResponse:
    """The inside of the detail dialog for one's own acknowledgement that lapses. Raises NotFound."""
    assert isinstance(request.user, Staff)
    acks = NoticeAck.objects.select_related("version__item__home").filter(staff=request.user)
    ack = acks.filter(pk=ack_id).first()
    branch = access.branches_for(request.user, Permission.LIBRARY_VIEW).order_by("pk").first()
    if ack is None or branch is None:
        raise NotFound
    return render(request, "floor/know_how/_lapse.html", {"ack": ack, "branch": ack.version.item.branch or branch})
