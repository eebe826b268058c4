"""The page of dual sign-offs and its acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.access.cash import sign_for
from lobby.floor.domain import dual_signs
from lobby.floor.enums.dual_signs import DualKind
from lobby.floor.forms.cash import DualForm
from lobby.floor.models import DualSign
from lobby.floor.selectors import seizures as selectors
from lobby.floor.views.acting import at_branch, colleague, given, on, staff_of

SHOWN = 30


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for a second signature, what was signed, a form for more. Raises UnknownBranch, Forbidden."""
    staff = staff_of(request)
    branch = access.branch_for(staff, code, Permission.DUAL_SIGN)
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, access.permissions_at(staff, branch), current="dual-signs"),
        "kinds": DualKind.choices,
        "open_signs": [(one, one.first_id == staff.pk) for one in selectors.open_signs(branch.pk)],
        "ended_signs": selectors.newest_signs(branch.pk, SHOWN),
    }
    return render(request, "floor/cash/dual_signs.html", context)


@at_branch(Permission.DUAL_SIGN)
def create(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """Sign first. Raises NotFilledIn, EmptyText."""
    values = given(DualForm(request.POST))
    dual_signs.open_sign(staff, branch, at=timezone.now(), kind=DualKind(values["kind"]), text=values["text"])
    return answer(request, branch, _("Signed. Now the second person."))


@on(sign_for)
def sign(request: HttpRequest, staff: Staff, sign_off: DualSign) -> HttpResponse:
    """Sign second, on one's own device. Raises IllegalDualMove, NotForOneself, SignedTooLate."""
    dual_signs.sign(sign_off, second=staff, at=timezone.now())
    return answer(request, sign_off.branch, _("Signed by two."))


@sensitive_post_parameters("password")
@on(sign_for)
def sign_here(request: HttpRequest, staff: Staff, sign_off: DualSign) -> HttpResponse:
    """A colleague signs second on this device. Raises WrongCredential, IllegalDualMove, NotForOneself, SignedTooLate."""
    second = colleague(request, sign_off.branch, Permission.DUAL_SIGN)
    dual_signs.sign(sign_off, second=second, at=timezone.now(), on_same_device=True)
    return answer(request, sign_off.branch, _("Signed by two."))


@on(sign_for)
def withdraw(request: HttpRequest, staff: Staff, sign_off: DualSign) -> HttpResponse:
    """Take one's own first signature back. Raises IllegalDualMove, NotForOneself."""
    dual_signs.withdraw(sign_off, by=staff, at=timezone.now())
    return answer(request, sign_off.branch, _("Taken back."))


def answer(request: HttpRequest, branch: Branch, message: str) -> HttpResponse:
    """Every act here shows the page again."""
    return done(request, message, redirect=reverse("floor:dual-signs", args=[branch.code]))
