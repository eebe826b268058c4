"""What the pages of a video session post to find each other and to say that the picture is lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from devices import ice
from devices.access.signals import presence_of
from devices.domain import signals, vtm
from devices.domain.vtm.moving import check_note
from devices.enums.vtm import LINKED
from devices.errors.vtm import IllegalVtmMove
from devices.errors.watching import NotInSession
from devices.forms.signals import SignalForm
from lobby.branches.answers import done, invalid
from lobby.branches.locking import not_an_act


@never_cache
@require_GET
def ways(request: HttpRequest, session_id: int) -> HttpResponse:
    """Who the caller is in the session and which servers help. Raises NotFound, NotInSession, IllegalVtmMove."""
    presence = presence_of(request, session_id)
    check_note(presence.session, "signal")
    me = presence.me
    return JsonResponse(
        {
            "me": me.name,
            "camera": me.side == "agent" or (me.side == "customer" and presence.session.has_camera),
            "listens": me.side == "watcher",
            "servers": ice.servers(f"{session_id}-{me.side}", timezone.now()),
        }
    )


@never_cache
@require_POST
def signal(request: HttpRequest, session_id: int) -> HttpResponse:
    """Pass a signal on. Raises NotFound, NotInSession, IllegalVtmMove, TooManySignals."""
    not_an_act(request)
    presence = presence_of(request, session_id)
    form = SignalForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    signals.pass_on(presence, form.message)
    return done(request)


@never_cache
@require_POST
def lost(request: HttpRequest, session_id: int) -> HttpResponse:
    """One of the two lost the picture for good: the session can be taken up again. The second to say so changes nothing.

    Raises NotFound, NotInSession.
    """
    not_an_act(request)
    presence = presence_of(request, session_id)
    if presence.me.side == "watcher":
        raise NotInSession
    if presence.session.status in LINKED:
        try:
            vtm.drop(presence.session, by=presence.by, at=timezone.now())
        except IllegalVtmMove:
            return done(request)  # the other one was quicker
    return done(request)
