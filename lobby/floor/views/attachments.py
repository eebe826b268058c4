"""Uploading, showing and removing pictures and papers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor import attachable
from lobby.floor.access.attachments import attachment_for
from lobby.floor.domain import attachments
from lobby.floor.forms.attachments import UploadForm
from lobby.floor.models import Attachment

KEPT_S = 300


@login_required
def attachment(request: HttpRequest, key: str) -> HttpResponseBase:
    """Take an upload for a branch by POST, show an attachment by GET: `key` is the branch's code or the id."""
    if request.method == "POST":
        return upload(request, key)
    if request.method in ("GET", "HEAD"):
        return show(request, key)
    return HttpResponseNotAllowed(["GET", "HEAD", "POST"])


def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Keep one file: 201 `{id, name, media_type, url}`. Raises UnknownBranch and what `attachments.keep` raises."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(request, form)
    file = form.cleaned_data["file"]
    kept = attachments.keep(file, name=file.name, branch=branch, by=request.user, at=timezone.now())
    return JsonResponse(told(kept), status=201)


def show(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file, for who may see its subject. Raises NotFound."""
    assert isinstance(request.user, Staff)
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise NotFound
    kept = attachment_for(request.user, int(key))
    response = served(kept)
    if kept.subject_id is not None:
        attachable.tell_shown(request.user, kept.subject_type, kept.subject_id, at=timezone.now())
    return response


def served(kept: Attachment) -> FileResponse:
    """The kept bytes, so that no browser runs or guesses anything: pictures are shown, the rest is downloaded."""
    try:
        stored = default_storage.open(kept.stored)
    except FileNotFoundError as error:
        raise NotFound from error
    response = FileResponse(stored, content_type=kept.media_type)
    disposition = content_disposition_header(kept.media_type != "image/jpeg", attachments.file_name(kept))
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = f"private, max-age={KEPT_S}"
    return response


@login_required
@require_POST
def remove(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Throw away one's own upload that is bound to nothing. Raises NotFound, AttachmentBound."""
    assert isinstance(request.user, Staff)
    attachments.remove(attachment_for(request.user, attachment_id), by=request.user)
    return done(request)


def told(kept: Attachment) -> dict[str, Any]:
    """What an upload answers."""
    return {
        "id": kept.pk,
        "name": kept.name,
        "media_type": kept.media_type,
        "url": reverse("floor:attachment", args=[kept.pk]),
    }
