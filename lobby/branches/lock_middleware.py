"""A locked session is nobody: every page, call and script that asks who is there finds nobody, and hears why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.middleware import get_user as user_of_session
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from lobby.branches import locking
from lobby.branches.errors import Locked
from lobby.branches.middleware import answer, wants_json
from lobby.branches.models import Staff

REFUSALS = {401, 403, 404}


class Authentication(AuthenticationMiddleware):
    """`request.user`, nobody while the session is locked.

    What is refused for that reason alone leads to the lock page. Pages of walls, kiosks and phones, which need nobody,
    go on.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Put the person on the request, asked for when first needed."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say `locked` where nobody was refused for it; count a post as an act; keep pages out of the history."""
        if getattr(request, "locked_out", False):
            still = locking.is_locked(request.session, at=timezone.now())  # type: ignore[arg-type]
            return locked_out(request) if still and is_refusal(response) else response
        person = getattr(request, "_cached_user", None)
        if isinstance(person, Staff):
            note_post(request, person)
            if response.get("Content-Type", "").startswith("text/html") and not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
        return response


def user_of(request: HttpRequest) -> Any:
    """Who the session belongs to, nobody while it is locked (2 queries)."""
    if locking.is_locked(request.session, at=timezone.now()):  # type: ignore[arg-type]
        request.locked_out = True  # type: ignore[attr-defined]
        return AnonymousUser()
    return user_of_session(request)


def is_refusal(response: HttpResponse) -> bool:
    """Whether an answer sends nobody away: by its status, or to the sign-in page."""
    if response.status_code == 302:
        return response["Location"].partition("?")[0] in {reverse("branches:sign-in"), reverse("admin:login")}
    return response.status_code in REFUSALS


def locked_out(request: HttpRequest) -> HttpResponse:
    """The lock page with the way back, for scripts a refusal that names it."""
    is_htmx = "HX-Request" in request.headers
    back = request.get_full_path() if request.method == "GET" and not is_htmx else request.headers.get("Referer", "")
    address = f"{reverse('branches:locked')}?{urlencode({'next': back})}"
    if not is_htmx and not wants_json(request):
        return HttpResponseRedirect(address)
    response = answer(request, Locked()) if wants_json(request) else HttpResponse(status=Locked.status)
    if is_htmx:
        response["HX-Redirect"] = address
    return response


def note_post(request: HttpRequest, person: Staff) -> None:
    """What somebody sends is an act, script or not (0–3 queries, at most once a minute); a page that sends by itself says so."""
    if request.method != "POST" or request.path == reverse("branches:act") or hasattr(request, "sent_by_itself"):
        return
    at = timezone.now()
    if locking.is_due(request.session, at=at):  # type: ignore[arg-type]
        locking.act(request.session, person, at=at, idle=dt.timedelta())  # type: ignore[arg-type]
