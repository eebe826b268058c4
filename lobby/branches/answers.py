"""What a page's post answers: JSON for the page's script, a message and a redirect for a browser without it.

Refusals need nothing here: a raised `LobbyError` is answered by the middleware.
"""

from __future__ import annotations

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

from lobby.branches.errors import Invalid
from lobby.branches.middleware import answer, wants_json


def done(
    request: HttpRequest, message: str | Promise = "", *, undo: str = "", redirect: str = "", back: str = "/"
) -> HttpResponse:
    """Answer a post that worked.

    `undo` is the address that takes it back within 60 s; `redirect` sends both kinds of caller on; `back` is where a
    browser without scripts lands when its own page is not known.
    """
    if wants_json(request):
        parts = {"message": str(message), "undo": undo, "redirect": redirect}
        return JsonResponse({name: part for name, part in parts.items() if part})
    if message:
        messages.success(request, str(message))
    return HttpResponseRedirect(redirect or safe_address(request, request.headers.get("Referer", ""), back))


def invalid(request: HttpRequest, form: BaseForm) -> HttpResponse:
    """Answer a form that was not filled in well: 400, the first error as text, all of them by field."""
    errors = {field: [str(error) for error in errors] for field, errors in form.errors.items()}
    refusal = Invalid(reason=next(iter(errors.values()))[0] if errors else "")
    if not wants_json(request):
        return answer(request, refusal)
    return JsonResponse({"code": refusal.code, "detail": refusal.detail, "fields": errors}, status=refusal.status)


def safe_address(request: HttpRequest, wished: str, default: str) -> str:
    """The wished address when it is on this site, else the default: nobody is sent elsewhere by a crafted link."""
    here = url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure())
    return wished if here else default
