"""What waits for the head's signature, and the branch score."""

from __future__ import annotations

import datetime as dt
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
from lobby.branches.models import Branch, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.checks import sees
from lobby.floor.enums.checks import CheckKind
from lobby.floor.selectors.checks.lists import to_sign
from lobby.floor.selectors.checks.scores import scores_by_group, scores_of, whole_score
from lobby.floor.views.checks.pages import page_of

BACK = dt.timedelta(days=30)


@never_cache
@login_required
@require_safe
def signing(request: HttpRequest, code: str) -> HttpResponse:
    """The list to sign off and the score of the last 30 days. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.CHECK_SIGN)
    day = business_date(branch, timezone.now())
    context = {**page_of(request.user, branch), **signing_context(request.user, branch, day)}
    return render(request, "floor/checks/signing.html", context)


def signing_context(staff: Staff, branch: Branch, day: dt.date) -> dict[str, Any]:
    """What the parts `_to_sign.html` and `_score.html` show (7 queries)."""
    roles = roles_at(staff, branch)
    scores = scores_of(branch, day - BACK, day)
    return {
        "branch": branch,
        "to_sign": [line for line in to_sign(branch, since=day - BACK) if sees(line.run, roles, staff)],
        "scores": scores,
        "score": whole_score(scores),
        "links": scores_by_group(branch, CheckKind.MYSTERY, day - BACK, day),
    }
