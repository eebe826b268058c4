"""What views of the cash side share: who acts, on which row, and a colleague who signs in for one act."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import invalid
from lobby.branches.errors import Invalid
from lobby.branches.models import Branch, Staff
from lobby.floor.errors.dual_signs import WrongCredential
from lobby.floor.forms.cash import CredentialForm

Row = TypeVar("Row")
Given = dict[str, Any]


def staff_of(request: HttpRequest) -> Staff:
    """Who is signed in; views are behind `login_required`."""
    assert isinstance(request.user, Staff)
    return request.user


def at_branch(permission: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Hand over a post's branch where the person holds the permission. Raises UnknownBranch, Forbidden."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, code: str) -> HttpResponse:
            staff = staff_of(request)
            branch = access.branch_for(staff, code, permission)
            return marked(request, lambda: view(request, staff, branch))

        return act

    return wrap


def on(
    fetch: Callable[..., Row], *permission: str
) -> Callable[[Callable[[HttpRequest, Staff, Row], HttpResponse]], Callable[..., HttpResponse]]:
    """Hand over a post's row, fetched through the person. Raises NotFound, Forbidden."""

    def wrap(view: Callable[[HttpRequest, Staff, Row], HttpResponse]) -> Callable[..., HttpResponse]:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, row_id: int) -> HttpResponse:
            staff = staff_of(request)
            row = fetch(staff, row_id, *permission)
            return marked(request, lambda: view(request, staff, row))

        return act

    return wrap


class NotFilledIn(Invalid):
    """A form of one of these views has errors; the page's script marks the fields."""

    def __init__(self, form: Form) -> None:
        super().__init__(reason=next(iter(form.errors.values()))[0])
        self.form = form


def marked(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's answer, or the errors of its form by field."""
    try:
        return view()
    except NotFilledIn as refusal:
        return invalid(request, refusal.form)


def given(form: Form) -> Given:
    """The checked values of a form. Raises NotFilledIn."""
    if not form.is_valid():
        raise NotFilledIn(form)
    return form.cleaned_data


def colleague(request: HttpRequest, branch: Branch, permission: str) -> Staff:
    """The person who signs on this device with their own user name and password; nobody is signed out by it.

    Attempts are counted as at the sign-in page. Raises NotFilledIn, WrongCredential.
    """
    typed = given(CredentialForm(request.POST))
    person = authenticate(request, username=typed["username"], password=typed["password"])
    if not isinstance(person, Staff) or not access.can(person, branch, permission):
        raise WrongCredential
    return person
