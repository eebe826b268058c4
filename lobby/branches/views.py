"""Sign-in, sign-out, language and the landing page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches import access, landing, locking
from lobby.branches.answers import safe_address
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid
from lobby.branches.forms import SignInForm
from lobby.branches.models import Branch, Device, Staff

LANGUAGE_KEPT_S = 365 * 24 * 3600
OTHER_BRANCHES = 12


class SignIn(LoginView):
    """Ask who somebody is; a signed-in person is sent on."""

    template_name = "branches/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; a locked session is asked for its own password first."""
        if locking.is_locked(request.session, at=timezone.now()):  # type: ignore[arg-type]
            return HttpResponseRedirect(f"{reverse('branches:locked')}?{urlencode({'next': self.get_redirect_url()})}")
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in and go on in the person's own language."""
        response = super().form_valid(form)
        language = form.get_user().language
        return keep_language(response, language) if language else response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the wished language in the browser and, for staff, on the account. Raises Invalid."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Invalid(reason=_("unknown language"))
    if request.user.is_authenticated:
        Staff.objects.filter(pk=request.user.pk).update(language=language)
    wished = safe_address(request, request.POST.get("next", ""), "/")
    return keep_language(HttpResponseRedirect(without_language(wished)), language)


def without_language(address: str) -> str:
    """The address without `?lang=`, which would win over the choice."""
    path, _mark, query = address.partition("?")
    parts = QueryDict(query, mutable=True)
    parts.pop("lang", None)
    return f"{path}?{parts.urlencode()}" if parts else path


def keep_language(response: HttpResponse, language: str) -> HttpResponse:
    """Write the language cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_KEPT_S,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@never_cache
@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The way to every screen that the person may open at a branch (`?branch=`, else the home branch)."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request.user, request.GET.get("branch"))
    if branch is None:
        return render(request, "branches/home_empty.html")
    held = access.permissions_at(request.user, branch)
    context = {
        "branch": branch,
        "tiles": [(tile, tile.address(branch)) for tile in landing.tiles_for(branch, held)],
        "device_pages": device_pages(branch) if Permission.COUNTER_MANAGE in held else [],
        "other_branches": access.branches_for(request.user).exclude(pk=branch.pk)[:OTHER_BRANCHES],
        "may_administer": request.user.is_staff,
    }
    return render(request, "branches/home.html", context)


def branch_of(staff: Staff, code: str | None) -> Branch | None:
    """The asked branch, else the home branch, else the first; None for an account without any. Raises UnknownBranch."""
    if code:
        return access.branch_for(staff, code)
    mine = access.branches_for(staff)
    return mine.filter(staff=staff).first() or mine.first()


def device_pages(branch: Branch) -> list[tuple[Device, landing.DevicePage, str]]:
    """The branch's devices that show a page, with its address."""
    devices = Device.objects.filter(branch=branch, is_active=True)
    return [(device, page, page.address(device)) for device, page in landing.device_pages(devices)]
