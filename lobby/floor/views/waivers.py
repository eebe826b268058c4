"""Acts on authority: waive, approve, refuse, take back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lobby.branches.answers import done
from lobby.branches.enums import AuthorityAction, Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.access.cash import use_for
from lobby.floor.domain import authority
from lobby.floor.enums.authority import UseReason, UseStatus
from lobby.floor.forms.cash import NoteForm, UseForm
from lobby.floor.models import AuthorityUse
from lobby.floor.views.acting import at_branch, given, on


@at_branch(Permission.WAIVER_GRANT)
def create(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """Use one's authority; over a limit a supervisor is asked. Raises NotFilledIn, BadAmount, SubjectUnknown."""
    values = given(UseForm(request.POST))
    made = authority.use(
        staff,
        branch,
        at=timezone.now(),
        action=AuthorityAction(values["act"]),
        amount=values["amount"],
        reason=UseReason(values["reason"]),
        note=values["note"],
        subject=subjects.read(values["about"]),
    )
    undo = reverse("floor:waiver-withdraw", args=[made.pk])
    if made.status == UseStatus.GRANTED:
        return done(request, _("Granted: %(amount)s yuan.") % {"amount": made.amount}, undo=undo, back=back(branch))
    words = _("%(over)s: a supervisor has been asked. Wait for the approval.")
    return done(request, words % {"over": made.get_over_display()}, undo=undo, back=back(branch))


@on(use_for, Permission.AUTHORITY_APPROVE)
def approve(request: HttpRequest, staff: Staff, made: AuthorityUse) -> HttpResponse:
    """Approve what somebody else asked for. Raises IllegalAuthorityMove, NotForOneself, OverOwnLimit."""
    authority.approve(made, by=staff, at=timezone.now(), note=given(NoteForm(request.POST))["note"])
    return done(request, _("Approved."), back=back(made.branch))


@on(use_for, Permission.AUTHORITY_APPROVE)
def refuse(request: HttpRequest, staff: Staff, made: AuthorityUse) -> HttpResponse:
    """Refuse what somebody else asked for. Raises IllegalAuthorityMove, NotForOneself."""
    authority.refuse(made, by=staff, at=timezone.now(), note=given(NoteForm(request.POST))["note"])
    return done(request, _("Refused."), back=back(made.branch))


@on(use_for)
def withdraw(request: HttpRequest, staff: Staff, made: AuthorityUse) -> HttpResponse:
    """Take one's own back. Raises IllegalAuthorityMove, NotForOneself, TooLate."""
    authority.withdraw(made, by=staff, at=timezone.now())
    return done(request, _("Taken back."), back=back(made.branch))


def back(branch: Branch) -> str:
    """Where a browser without scripts goes on."""
    return reverse("floor:decisions", args=[branch.code])
