"""The log of looks: who opened whose card, and why."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid
from lobby.branches.models import Staff
from marketing.forms.portrait import LooksForm
from marketing.selectors.looks import Wanted, looks_at
from marketing.views.portrait.finding import day_of


@never_cache
@login_required
@require_safe
def looks(request: HttpRequest, code: str) -> HttpResponse:
    """The branch's looks, newest first (4 queries). Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.JOURNAL_VIEW)
    form = LooksForm(request.GET)
    if not form.is_valid():
        raise Invalid(reason=_("these filters cannot be read"))
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        **day_of(request.user, branch, current="looks"),
        "form": form,
        "page": looks_at(branch, Wanted(**form.cleaned_data)),
        "kept": kept.urlencode(),
        "is_narrowed": any(kept.values()),
    }
    return render(request, "marketing/portrait/looks.html", context)
