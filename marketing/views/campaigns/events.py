"""Events from the plan to the funnel: the list, one event with its guests and draws, and the door (S011, S016)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.selectors.library import in_force
from marketing.access.campaigns import branch_to_read, draw_for, event_for, guest_for
from marketing.domain.campaigns import choosing, holding, inviting, prizes
from marketing.enums.campaigns import COMING, EVENT_MOVES, INVITABLE, SEATED, DrawBasis, EventStatus, GuestStatus
from marketing.forms.campaigns import (
    BranchForm,
    DrawForm,
    EvaluateForm,
    EventForm,
    GiftForm,
    InviteForm,
    MaterialForm,
    ReasonForm,
    SeatsForm,
)
from marketing.models import Event, EventGuest
from marketing.selectors.campaigns.funnels import Funnel, funnels, guests_of
from marketing.selectors.campaigns.lists import contents_of, events_of, gifts_of
from marketing.views.campaigns.shell import day_page, posted_at, staff_of

P, E = Permission, EventStatus
LINE = (E.PLANNED, E.APPROVED, E.INVITING, E.OPEN, E.HELD, E.EVALUATED)


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The branch's events with their funnels, and the form for one more. Raises UnknownBranch, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    branch = branch_to_read(staff, code)
    events = list(events_of(branch))
    found = funnels(events)
    context = {
        **day_page(staff, branch, "events"),
        "lines": [(one, found.get(one.pk, Funnel())) for one in events],
        "form": EventForm(branch=branch),
        "contents": contents_of(branch, at=at),
        "today": business_date(branch, at),
    }
    return render(request, "marketing/campaigns/events.html", context)


@posted_at(P.CAMPAIGN_EDIT, EventForm)
def plan(request: HttpRequest, staff: Staff, branch: Branch, form: EventForm) -> HttpResponse:
    """Plan one. Raises UnknownBranch, Forbidden and what the verb raises."""
    event = holding.plan(branch, by=staff, at=timezone.now(), **form.said)
    return done(request, _("Planned. Somebody else approves it."), redirect=page_of(event))


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, event_id: int) -> HttpResponse:
    """An event: where it stands, its funnel, guests, who may be invited, draws. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    event = event_for(staff, event_id)
    branch = event.branch
    shell = day_page(staff, branch, "events")
    guests = list(guests_of(event))
    may_invite = shell["may_edit"] and event.status in INVITABLE
    context = {
        **shell,
        "event": event,
        "line": line_of(event),
        "funnel": funnels([event]).get(event.pk, Funnel()),
        "guests": guests,
        "taken": sum(guest.status in SEATED for guest in guests),
        "candidates": choosing.candidates(event, staff, at=at) if may_invite else [],
        "may_invite": may_invite,
        "may": allowed(event, staff, shell),
        "draws": event.draws.select_related("material", "by").prefetch_related("issues__guest__customer"),
        "gifts": gifts_of(branch, at=at) if shell["may_edit"] else [],
        "bases": DrawBasis.choices,
        "contents": contents_of(branch, at=at) if shell["may_edit"] else [],
        "is_in_force": in_force(None, branch, at).filter(item=event.material_id).exists(),
        "is_begun": at >= event.starts_at,
        "is_today": business_date(branch, at) == event.day,
    }
    return render(request, "marketing/campaigns/event.html", context)


def line_of(event: Event) -> list[tuple[str, bool, bool]]:
    """The states in order: name, whether it was reached, whether it stands there now; cancelled ones end."""
    if event.status == E.CANCELLED:
        return [(str(E.PLANNED.label), True, False), (str(E.CANCELLED.label), True, True)]
    place = LINE.index(E(event.status))
    return [(str(one.label), n <= place, n == place) for n, one in enumerate(LINE)]


def allowed(event: Event, staff: Staff, shell: dict[str, Any]) -> set[str]:
    """The verbs that this person may use now."""
    verbs = {verb for verb, (sources, _target) in EVENT_MOVES.items() if event.status in sources}
    is_own = staff.pk in (event.owner_id, event.planned_by_id)
    can = {"approve"} if shell["may_approve"] and not is_own else set()
    if shell["may_edit"]:
        can |= set(EVENT_MOVES) - {"approve"}
        if event.status in COMING:
            verbs |= {"seats", "draw"}
            can |= {"seats", "draw"}
        if event.status in (E.PLANNED, E.APPROVED, E.INVITING):
            verbs.add("material")
            can.add("material")
    return verbs & can


FORMS: dict[str, type[BranchForm] | None] = {
    "approve": None,
    "start_inviting": None,
    "open": None,
    "hold": None,
    "evaluate": EvaluateForm,
    "cancel": ReasonForm,
    "material": MaterialForm,
    "seats": SeatsForm,
    "draw": DrawForm,
}
SAID: dict[str, str | Promise] = {
    "approve": gettext_lazy("Approved."),
    "start_inviting": gettext_lazy("Choose below whom to invite, then open the sign-up."),
    "open": gettext_lazy("Sign-up is open: guests can answer."),
    "cancel": pgettext_lazy("campaign", "Cancelled."),
}
VERBS: dict[str, Any] = {
    "approve": holding.approve,
    "start_inviting": holding.start_inviting,
    "open": holding.open_sign_up,
    "hold": holding.hold,
    "evaluate": holding.evaluate,
    "cancel": holding.cancel,
    "material": holding.choose_material,
    "seats": inviting.change_seats,
    "draw": prizes.plan_draw,
}


@login_required
@require_POST
def act(request: HttpRequest, event_id: int, verb: str) -> HttpResponse:
    """A verb of an event. Raises NotFound, Forbidden and what the verb raises."""
    staff, at = staff_of(request), timezone.now()
    if verb not in VERBS:
        raise NotFound
    event = event_for(staff, event_id, P.CAMPAIGN_APPROVE if verb == "approve" else P.CAMPAIGN_EDIT)
    form_type, said = FORMS[verb], {}
    if form_type is not None:
        form = form_type(request.POST, branch=event.branch)
        if not form.is_valid():
            return invalid(request, form)
        said = form.cleaned_data
    VERBS[verb](event, by=staff, at=at, **said)
    return done(request, SAID.get(verb, _("Kept.")), redirect=page_of(event))


@login_required
@require_POST
def invite(request: HttpRequest, event_id: int) -> HttpResponse:
    """Invite the chosen customers; who may not be asked is told with the reason. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    event = event_for(staff, event_id, P.CAMPAIGN_EDIT)
    form = InviteForm(request.POST, branch=event.branch)
    if not form.is_valid():
        return invalid(request, form)
    chosen = Customer.objects.filter(branch=event.branch, pk__in=form.cleaned_data["customer"]).order_by("pk")
    invited, refused = inviting.invite_all(event, chosen, by=staff, at=at)
    said = ngettext("{n} guest invited.", "{n} guests invited.", len(invited)).format(n=len(invited))
    return done(request, " ".join([said, *sorted(set(refused))]), redirect=page_of(event))


@never_cache
@login_required
@require_safe
def door(request: HttpRequest, event_id: int) -> HttpResponse:
    """Signing in on the tablet: who is expected, who is there. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    event = event_for(staff, event_id, P.CUSTOMER_FIND)
    guests = list(guests_of(event))
    context: dict[str, Any] = {
        **day_page(staff, event.branch, "events"),
        "event": event,
        "expected": [one for one in guests if one.status != GuestStatus.ATTENDED],
        "there": [one for one in guests if one.status == GuestStatus.ATTENDED],
        "taken": sum(guest.status in SEATED for guest in guests),
        "is_open": event.status == E.OPEN and business_date(event.branch, at) >= event.day,
        "gifts": gifts_of(event.branch, at=at),
    }
    context["may_lead"] = P.LEAD_CREATE in context["held"]
    return render(request, "marketing/campaigns/door.html", context)


def sign_in(guest: EventGuest, staff: Staff, request: HttpRequest) -> str:
    """Signed in; the list of who is here holds the way back."""
    inviting.sign_in(guest, by=staff, at=timezone.now())
    return _("Signed in.")


def sign_out(guest: EventGuest, staff: Staff, request: HttpRequest) -> str:
    """Taken back."""
    inviting.sign_out(guest, by=staff, at=timezone.now())
    return _("Not signed in any more.")


def quiz(guest: EventGuest, staff: Staff, request: HttpRequest) -> str:
    """The quiz was answered rightly, or not after all."""
    inviting.mark_quiz(guest, by=staff, at=timezone.now(), is_right=not guest.has_answered_quiz)
    return _("Kept.")


def lead(guest: EventGuest, staff: Staff, request: HttpRequest) -> str:
    """The guest is interested."""
    _lead, is_new = inviting.note_lead(guest, by=staff, at=timezone.now())
    return _("A lead was made of it.") if is_new else _("There is an open lead already; it is linked.")


def gift(guest: EventGuest, staff: Staff, request: HttpRequest) -> str:
    """A gift for coming. Raises NotFound for something that the branch does not keep."""
    form = GiftForm(request.POST, branch=guest.branch)
    if not form.is_valid():
        raise NotFound
    prizes.give_to_guest(guest, form.cleaned_data["material"], by=staff, at=timezone.now())
    return _("Given. The stock has one less.")


GUEST_ACTS = {"sign-in": sign_in, "sign-out": sign_out, "quiz": quiz, "lead": lead, "gift": gift}


@login_required
@require_POST
def act_on_guest(request: HttpRequest, guest_id: int, verb: str) -> HttpResponse:
    """A verb at the door. Raises NotFound, Forbidden and what the verb raises."""
    staff = staff_of(request)
    if verb not in GUEST_ACTS:
        raise NotFound
    guest = guest_for(staff, guest_id, P.LEAD_CREATE if verb == "lead" else P.CUSTOMER_FIND)
    said = GUEST_ACTS[verb](guest, staff, request)
    back = reverse("marketing:event-door", args=[guest.event_id])
    return done(request, said, redirect=back)


@login_required
@require_POST
def draw_lots(request: HttpRequest, draw_id: int) -> HttpResponse:
    """Draw. Raises NotFound, Forbidden and what the verb raises."""
    staff = staff_of(request)
    draw = draw_for(staff, draw_id, P.CAMPAIGN_EDIT)
    won = prizes.draw_lots(draw, by=staff, at=timezone.now())
    said = ngettext("{n} guest won.", "{n} guests won.", len(won)).format(n=len(won))
    return done(request, said, redirect=page_of(draw.event))


def page_of(event: Event) -> str:
    """The page of an event."""
    return reverse("marketing:event", args=[event.pk])
