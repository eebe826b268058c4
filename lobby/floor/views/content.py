"""What the walls play: the wall of its own, its reports and pictures, and the desk where playlists are arranged (AD-6)."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.api.idempotency import Answer, first_answer
from lobby.branches.calendar import business_date
from lobby.branches.devices import device_and_viewer, pairs_devices
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import BadIdempotencyKey, NotFound
from lobby.branches.models import Branch, Device, Staff
from lobby.floor.access.content import entry_for, picture_for
from lobby.floor.domain.content import playlists, plays
from lobby.floor.errors.content import ReportInvalid
from lobby.floor.forms.content import AddForm, LimitForm, ReportForm, ShiftForm
from lobby.floor.models import PlaylistEntry
from lobby.floor.panels.content import DESK, SCREEN
from lobby.floor.selectors.content.offers import offers
from lobby.floor.views.attachments import served
from lobby.floor.views.day import live_day
from lobby.live import journal
from lobby.live.pages import live_page
from lobby.live.scopes import Audience

LONGEST_KEY = 100


@never_cache
@require_GET
@pairs_devices
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """A wall that shows content alone, for the wall itself or somebody of the branch who looks at it. Raises NotFound."""
    device, viewer = wall_of(request, code)
    audience = Audience(language=get_language() or "zh-hans", device=device.pk)
    context = live_page(SCREEN.name, device.branch, audience, at=timezone.now())
    return render(request, "floor/content/wall.html", {**context, "wall": device, "reports": viewer == device})


@require_GET
def picture(request: HttpRequest, code: str, version_id: int) -> HttpResponseBase:
    """The picture of something that plays at the wall's branch. Raises NotFound."""
    device, _viewer = wall_of(request, code)
    return served(picture_for(device, version_id, at=timezone.now()))


@never_cache
@require_POST
def report(request: HttpRequest, code: str) -> HttpResponse:
    """What this wall played, each batch once. Raises NotFound for anybody but the wall, BadIdempotencyKey, ReportInvalid."""
    device: Device = request.device  # type: ignore[attr-defined]
    if not device or (device.code, device.kind) != (code, DeviceKind.WALL) or not device.is_active:
        raise NotFound
    form = ReportForm(request.POST)
    if not form.is_valid():
        raise ReportInvalid
    key = request.headers.get("Idempotency-Key", "")
    if not (key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY):
        raise BadIdempotencyKey
    at, digest = timezone.now(), hashlib.sha256(request.POST["plays"].encode()).hexdigest()

    def work() -> Answer:
        return Answer(200, {"taken": plays.report(device, form.cleaned_data["plays"], at=at)})

    with journal.unit(by=device.actor, at=at):
        answer = first_answer(f"plays:{device.pk}", key, digest, work, at=at)
    return JsonResponse(answer.body)


def wall_of(request: HttpRequest, code: str) -> tuple[Device, access.Person]:
    """The wall and who looks at it. Raises NotFound, Forbidden."""
    return device_and_viewer(request, code, kind=DeviceKind.WALL, permission=Permission.FLOOR_VIEW)


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """What plays where, and what may be added. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.CONTENT_PUBLISH)
    context = live_day(request.user, branch, DESK.name, at=at, current="content")
    walls = Device.objects.filter(branch=branch, kind=DeviceKind.WALL, is_active=True).order_by("code")
    context.update(
        offers=offers(branch, at=at),
        walls=list(walls),
    )
    return render(request, "floor/content/desk.html", context)


@login_required
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Play an item. Raises UnknownBranch, Forbidden and what `playlists.add` raises."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.CONTENT_PUBLISH)
    form = AddForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    by, at = request.user.actor, timezone.now()
    with journal.unit(by=by, at=at):
        playlist = playlists.playlist_of(branch, by=by, at=at, wall=form.cleaned_data["wall"])
        playlists.add(playlist, form.cleaned_data["item"], by=by, at=at)
    return answer(request, branch, _("It plays from now on."))


@never_cache
@login_required
@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The inside of the detail dialog: on which days and hours it plays. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found = entry_for(request.user, entry_id)
    branch = found.playlist.branch
    # The end lies where the business day of the last day ends.
    last_day = business_date(branch, found.ends_at) - dt.timedelta(days=1) if found.ends_at else None
    return render(request, "floor/content/_entry.html", {"entry": found, "branch": branch, "last_day": last_day})


@login_required
@require_POST
def limit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Set its days and hours. Raises NotFound, Forbidden, EntryGone, SpanInvalid."""
    assert isinstance(request.user, Staff)
    found = entry_for(request.user, entry_id)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    branch = found.playlist.branch
    playlists.limit(found, by=request.user.actor, at=timezone.now(), **form.limits(branch))
    return answer(request, branch, _("Saved."))


@login_required
@require_POST
def shift(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Play it earlier or later. Raises NotFound, Forbidden, EntryGone."""
    assert isinstance(request.user, Staff)
    found = entry_for(request.user, entry_id)
    form = ShiftForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    playlists.shift(found, by=request.user.actor, at=timezone.now(), steps=form.cleaned_data["steps"])
    return answer(request, found.playlist.branch)


@login_required
@require_POST
def remove(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Play it no more. Raises NotFound, Forbidden, EntryGone."""
    assert isinstance(request.user, Staff)
    found = entry_for(request.user, entry_id)
    playlists.remove(found, by=request.user.actor, at=timezone.now())
    return answer(request, found.playlist.branch, _("Taken out."), undone_by=found)


@login_required
@require_POST
def restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take one's own removing back. Raises NotFound, Forbidden, EntryGone, PlayedAlready, TooLate."""
    assert isinstance(request.user, Staff)
    found = entry_for(request.user, entry_id)
    playlists.restore(found, by=request.user.actor, at=timezone.now())
    return answer(request, found.playlist.branch, _("It plays again."))


def answer(
    request: HttpRequest, branch: Branch, message: str = "", *, undone_by: PlaylistEntry | None = None
) -> HttpResponse:
    """What the acts on playlists say."""
    undo = reverse("floor:content-restore", args=[undone_by.pk]) if undone_by else ""
    return done(request, message, undo=undo, back=reverse("floor:content", args=[branch.code]))
