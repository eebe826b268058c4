"""The wall display: its page, its own style sheet, and the server's voice for its calls."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lobby.branches.access import branches_for
from lobby.branches.calendar import business_date
from lobby.branches.devices import device_and_viewer, pairs_devices
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Device
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing.models import Announcement, WallSettings
from queueing.selectors import wall as selectors
from queueing.voice.phrases import LANGUAGES, call_phrase, ordinal_zh
from queueing.voice.recordings import recording

# The page's script fills in which call and which language.
VOICE_URL = "/voice/{announcement}/{language}.wav"


@never_cache
@require_GET
@pairs_devices
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """Calls, lines and notices of a branch, for the wall itself or somebody of the branch who looks at it."""
    device, viewer = device_and_viewer(request, code, kind=DeviceKind.WALL, permission=Permission.FLOOR_VIEW)
    at, branch, settings = timezone.now(), device.branch, selectors.settings_of(device)
    if settings.is_for_staff:
        return redirect("queueing:staff-wall", code)
    audience = Audience(language=translation.get_language() or "zh-hans", device=device.pk)
    page = live_page("wall", branch, audience, at=at)
    context = {**page, "wall": device, "settings": settings, "speaker": speaker_of(settings, branch, at)}
    context["reports"] = viewer == device
    return render(request, "queueing/wall/wall.html", context)


def speaker_of(settings: WallSettings, branch: Branch, at: dt.datetime) -> dict[str, object]:
    """The settings of the page's announcement player (1 query)."""
    return {
        "branch": branch.code,
        "day": business_date(branch, at),
        "last": selectors.last_announcement(branch),
        "volume": min(settings.volume, 100),
        "quiet": selectors.quiet_span(settings),
        "languages": ",".join(selectors.voices(settings)),
        "counter_word_zh": ordinal_zh(settings.counter_word_zh),
        "counter_word_en": settings.counter_word_en,
        "voice_url": VOICE_URL,
    }


@never_cache
@require_GET
@pairs_devices
def staff_wall(request: HttpRequest, code: str) -> HttpResponse:
    """WD-3: a wall that is set up for staff, for itself or somebody who sees the floor. Raises NotFound, Forbidden."""
    device, _viewer = device_and_viewer(request, code, kind=DeviceKind.WALL, permission=Permission.FLOOR_VIEW)
    if not selectors.settings_of(device).is_for_staff:
        return redirect("queueing:wall", code)
    audience = Audience(language=translation.get_language() or "zh-hans", device=device.pk)
    page = live_page("staff-wall", device.branch, audience, at=timezone.now())
    return render(request, "queueing/wall/staff_wall.html", {**page, "wall": device})


@never_cache
@require_GET
def wall_layout(request: HttpRequest, code: str) -> HttpResponse:
    """What sets this wall apart, as a style sheet: panels are rendered once for all walls of a branch."""
    device, _viewer = device_and_viewer(request, code, kind=DeviceKind.WALL, permission=Permission.FLOOR_VIEW)
    settings = selectors.settings_of(device)
    rows = selectors.rows_shown(settings)
    rules = [
        f".wall-call:nth-child(n + {rows + 2}) {{ display: none; }}",
        f".wall-calls {{ --lines: {max(3, -(-rows // 2))}; }}",
        f'.wall-rests:not([data-wall="{device.code}"]) {{ display: none; }}',
    ]
    if shown := selectors.services_shown(settings):
        wanted = ", ".join(f'[data-service="{one}"]' for one in shown)
        rules.append(f".wall-line:not({wanted}) {{ display: none; }}")
    return HttpResponse("\n".join(rules) + "\n", content_type="text/css; charset=utf-8")


@never_cache
@require_GET
def voice(request: HttpRequest, announcement: int, language: str) -> HttpResponse:
    """A call as sound. Raises NotFound for strangers, VoiceUnavailable (503) when the server cannot speak."""
    if language not in LANGUAGES:
        raise NotFound
    call, settings = call_and_settings(request, announcement)
    text = call_phrase(
        language,
        number=call.number,
        counter=call.counter.code,
        word_zh=settings.counter_word_zh,
        word_en=settings.counter_word_en,
    )
    return HttpResponse(recording(language, text), content_type="audio/wav")


def call_and_settings(request: HttpRequest, announcement: int) -> tuple[Announcement, WallSettings]:
    """The call and how the asking wall says it; staff hear the defaults (3 queries at most). Raises NotFound."""
    device: Device = request.device  # type: ignore[attr-defined]
    if device and device.kind == DeviceKind.WALL:
        branches, settings = Branch.objects.filter(pk=device.branch_id), selectors.settings_of(device)
    else:
        branches, settings = branches_for(request.user, Permission.FLOOR_VIEW), WallSettings()
    call = Announcement.objects.select_related("counter").filter(pk=announcement, branch__in=branches).first()
    if call is None:
        raise NotFound
    return call, settings
