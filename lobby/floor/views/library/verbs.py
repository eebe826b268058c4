"""What is done at the library's desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.access import library as reach
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import wording_of
from lobby.floor.enums.library import ContentKind
from lobby.floor.forms.attachments import uploads_in
from lobby.floor.forms.library import ApproveForm, ItemForm, ReviewNoteForm, WithdrawForm, WordingForm
from lobby.floor.models.library import LibraryVersion

WRITE, APPROVE = Permission.LIBRARY_WRITE, Permission.LIBRARY_APPROVE


@login_required
@require_POST
def begin(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Write a new item. Raises UnknownBranch, Forbidden, NotForWholeBank and what the wording refuses."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, WRITE)
    if kind not in ContentKind.values:
        raise NotFound
    form = ItemForm(request.POST, branch=branch, kind=kind)
    if not form.is_valid():
        return invalid(request, form)
    made = form.cleaned_data
    reach.check_may_make(request.user, is_bank_wide=made["is_bank_wide"])
    version = writing.begin(
        branch,
        by=request.user,
        at=timezone.now(),
        kind=kind,
        wording=form.wording,
        is_bank_wide=made["is_bank_wide"],
        service=made["service"],
        roles=made["roles"],
        tags=made["tags"],
        pictures=uploads_in(request.POST),
    )
    return done(request, _("The draft is kept."), redirect=page_of(branch, version))


@login_required
@require_POST
def revise(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Begin the next version with the words of this one. Raises NotFound, Forbidden, VersionInTheMaking."""
    branch, version, staff = asked(request, code, version_id, WRITE)
    newer = writing.revise(version.item, by=staff, at=timezone.now(), wording=wording_of(version))
    return done(
        request,
        _("A new draft. The version in force stays until this one is published."),
        redirect=page_of(branch, newer),
    )


@login_required
@require_POST
def edit(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Change a draft. Raises NotFound, Forbidden, IllegalContentMove and what the wording refuses."""
    branch, version, staff = asked(request, code, version_id, WRITE)
    form = WordingForm(request.POST, kind=version.item.kind)
    if not form.is_valid():
        return invalid(request, form)
    writing.edit(version, by=staff, at=timezone.now(), wording=form.wording, pictures=uploads_in(request.POST))
    return done(request, _("The draft is kept."), redirect=page_of(branch, version))


@login_required
@require_POST
def drop_picture(request: HttpRequest, code: str, version_id: int, attachment_id: int) -> HttpResponse:
    """Take a picture out of a draft. Raises NotFound, Forbidden, IllegalContentMove."""
    branch, version, staff = asked(request, code, version_id, WRITE)
    writing.drop_picture(version, attachment_id, by=staff, at=timezone.now())
    return done(request, _("The picture is out of the draft."), redirect=page_of(branch, version))


@login_required
@require_POST
def submit(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Hand it in for review with the words on the page.

    Raises NotFound, Forbidden, IllegalContentMove, TextRefused and what the wording refuses.
    """
    branch, version, staff = asked(request, code, version_id, WRITE)
    form = WordingForm(request.POST, kind=version.item.kind)
    if not form.is_valid():
        return invalid(request, form)
    pictures = uploads_in(request.POST)
    writing.submit(version, by=staff, at=timezone.now(), wording=form.wording, pictures=pictures)
    return done(request, _("Handed in. Somebody else decides on it."), redirect=page_of(branch, version))


@login_required
@require_POST
def recall(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Take it back from review. Raises NotFound, Forbidden, IllegalContentMove."""
    branch, version, staff = asked(request, code, version_id, WRITE)
    writing.recall(version, by=staff, at=timezone.now())
    return done(request, _("It is a draft again."), redirect=page_of(branch, version))


@login_required
@require_POST
def approve(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Find it right. Raises NotFound, Forbidden, OwnWork, IllegalContentMove, TextRefused, ExpiryInvalid."""
    branch, version, staff = asked(request, code, version_id, APPROVE)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    given = form.cleaned_data
    expires_at = form.expires_at(version.item.home)
    reviewing.approve(
        version, by=staff, at=timezone.now(), number=given["number"], expires_at=expires_at, note=given["note"]
    )
    return done(request, _("Approved. It can be published now."), redirect=page_of(branch, version))


@login_required
@require_POST
def reject(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """It may not be said like this. Raises NotFound, Forbidden, OwnWork, IllegalContentMove."""
    branch, version, staff = asked(request, code, version_id, APPROVE)
    form = ReviewNoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    reviewing.reject(version, by=staff, at=timezone.now(), note=form.cleaned_data["note"])
    return done(request, _("Rejected, with your note to the author."), redirect=page_of(branch, version))


@login_required
@require_POST
def publish(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Let it count from now on. Raises NotFound, Forbidden, IllegalContentMove, ApprovalOver."""
    branch, version, staff = asked(request, code, version_id, WRITE)
    reviewing.publish(version, by=staff.actor, at=timezone.now())
    return done(request, _("Published. It counts from now on."), redirect=page_of(branch, version))


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """It counts no more. Raises NotFound, Forbidden, IllegalContentMove."""
    assert isinstance(request.user, Staff)
    access.branch_for(request.user, code, Permission.LIBRARY_VIEW)
    version = reach.version_to_see(request.user, version_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    writing.withdraw(version, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    back = reverse("floor:library-version", args=[code, version.pk])
    return done(request, _("Withdrawn. It counts no more."), redirect=back)


def asked(request: HttpRequest, code: str, version_id: int, permission: str) -> tuple[Branch, LibraryVersion, Staff]:
    """The desk's branch, the version and who asks. Raises UnknownBranch, NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.LIBRARY_VIEW)
    return branch, reach.version_for(request.user, version_id, permission), request.user


def page_of(branch: Branch, version: LibraryVersion) -> str:
    """The page of a version at a branch's desk."""
    return reverse("floor:library-version", args=[branch.code, version.pk])
