"""The page of waiting and care (LM-5), and one visit inside the detail dialog."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.domain.library.shipped.recovery import EARLY_WARNING
from lobby.floor.enums.library import ContentKind
from lobby.floor.selectors.care import kit
from lobby.floor.selectors.library import in_force
from lobby.floor.views.day import live_day
from queueing import desk_parts, offers
from queueing.access import visit_for
from queueing.domain.care.hosting import quiet_places
from queueing.enums.care import CareKind, NoteTag
from queueing.panels.care import SCREEN
from queueing.selectors.care import visit_detail


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Who waits longest, who needs somebody, and what was done. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.CARE_GIVE)
    day = live_day(request.user, branch, SCREEN, at=timezone.now())
    return render(request, "queueing/care/page.html", {**day, "parts": desk_parts.desk_parts(day["held"], "care")})


@never_cache
@login_required
@require_safe
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The inside of the detail dialog for a visit. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found = visit_for(request.user, visit_id)
    rooms, zones = quiet_places(found.branch)
    detail, at = visit_detail(found), timezone.now()
    say = in_force(ContentKind.SCRIPT, found.branch, at).filter(item__code=EARLY_WARNING)
    context = {
        "detail": detail,
        "offers": offers.links_for(
            found, is_upset=detail.is_watched, held=access.permissions_at(request.user, found.branch)
        ),
        "say": say if detail.is_watched else [],
        "visit": found,
        "kinds": CareKind.choices,
        "tags": NoteTag.choices,
        "kit": kit(found.branch),
        "rooms": rooms,
        "zones": zones,
    }
    return render(request, "queueing/care/_visit.html", context)
