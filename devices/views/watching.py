"""A supervisor's view of running sessions: a list, and one session to see and hear, never to take part in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.access.vtm import seat_of, session_for
from devices.domain import watching
from devices.models.watching import VtmWatch
from devices.views.cameras import media_root
from devices.views.vtm_desk import page_of, staff_with
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.locking import not_an_act

VERBS = ("join", "beat", "leave")


@never_cache
@login_required
@require_safe
def running(request: HttpRequest) -> HttpResponse:
    """Sessions that run now. Raises Forbidden."""
    staff = staff_with(request, Permission.VTM_WATCH)
    return render(request, "devices/vtm/running.html", page_of(staff, seat_of(staff, Permission.VTM_WATCH)))


@never_cache
@login_required
@require_safe
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """One session, once joined. Raises NotFound, Forbidden."""
    staff = staff_with(request, Permission.VTM_WATCH)
    one = session_for(staff, session_id, Permission.VTM_WATCH)
    watch = VtmWatch.objects.filter(session=one, staff=staff, left_at=None).first()
    context = {"session": one, "watch": watch, "beat_s": watching.BEAT_S, "beat_address": beat_of(session_id)}
    return render(request, "devices/vtm/watch.html", {**page_of(staff, one.branch), **media_root(), **context})


def beat_of(session_id: int) -> str:
    """Where the page says that it is open."""
    return reverse("devices:vtm-watch-act", args=[session_id, "beat"])


@login_required
@require_POST
def act(request: HttpRequest, session_id: int, verb: str) -> HttpResponse:
    """Join, say that the page is open, leave. Raises NotFound, Forbidden and what the verb raises."""
    staff = staff_with(request, Permission.VTM_WATCH)
    if verb not in VERBS:
        raise NotFound
    if verb == "beat":
        not_an_act(request)
    one = session_for(staff, session_id, Permission.VTM_WATCH)
    {"join": watching.join, "beat": watching.beat, "leave": watching.leave}[verb](one, watcher=staff, at=timezone.now())
    if verb == "join":
        return done(request, redirect=reverse("devices:vtm-watch", args=[session_id]))
    if verb == "leave":
        return done(request, redirect=reverse("devices:vtm-running"))
    return done(request)
