"""The lock page, and what a page of staff reports to keep it away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lobby.branches import locking
from lobby.branches.answers import safe_address
from lobby.branches.errors import Invalid
from lobby.branches.forms import UnlockForm
from lobby.branches.models import Staff


class Unlock(LoginView):
    """Who is signed in, and the password. Wrong ones count with those of the sign-in page."""

    template_name = "branches/locked.html"
    authentication_form = UnlockForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for a locked session; others are sent on."""
        person = locking.locked_person(request, at=timezone.now())
        if person is None:
            return HttpResponseRedirect(self.get_success_url())
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form is told who it is about."""
        kwargs = super().get_form_kwargs()
        if "data" in kwargs:
            password = kwargs["data"].get("password", "")
            kwargs["data"] = {"username": self.person.username, "password": password}
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The name on the page."""
        return {**super().get_context_data(**kwargs), "person": self.person}


@never_cache
@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """Lock this session. A second time changes nothing."""
    locking.lock(request.session, at=timezone.now())  # type: ignore[arg-type]
    back = safe_address(request, request.POST.get("next", ""), resolve_url(settings.LOGIN_REDIRECT_URL))
    return HttpResponseRedirect(f"{reverse('branches:locked')}?{urlencode({'next': back})}")


@never_cache
@login_required
@require_POST
def report_act(request: HttpRequest) -> JsonResponse:
    """The person touched the page `idle_s` ago; answers the seconds until it locks. Raises Invalid."""
    assert isinstance(request.user, Staff)
    text = request.POST.get("idle_s", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Invalid(reason="idle_s")
    at, session = timezone.now(), request.session
    locking.act(session, request.user, at=at, idle=dt.timedelta(seconds=int(text)))  # type: ignore[arg-type]
    left = session.locks_at - at  # type: ignore[attr-defined]
    return JsonResponse({"locks_in_s": round(left.total_seconds()), "lock_after_s": session.lock_after_s})  # type: ignore[attr-defined]
