"""Whose form a page is about. A phone, a tablet and a kiosk open the same form through a folder of their own, which
knows what it hangs on, who acts, how much may be seen, and where its pages lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from lobby.branches.actors import CUSTOMER, Actor
from lobby.branches.devices import device_and_viewer
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from queueing import access
from queueing.domain.cases import check_alive
from queueing.domain.eforms import Holder
from queueing.enums.eforms import FormSource
from queueing.errors import DayClosed
from queueing.models import ServiceCase, Ticket
from queueing.selectors import cases, kiosk, phone
from queueing.views.customers import check_customer, options_of, private_page

PageView = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Folder:
    """One holder's forms as one kind of page shows them."""

    holder: Holder
    by: Actor
    source: FormSource
    device: str
    family: str
    key: tuple[Any, ...]
    base: str
    shows_all: bool
    home: str
    query: str = ""
    context: dict[str, Any] = field(default_factory=dict)

    def address(self, act: str, template_id: int, **query: int) -> str:
        """The address of a page or act of one form, in the language and size of this page."""
        more = "&".join(f"{name}={value}" for name, value in query.items())
        glue = "&" if self.query and more else "" if self.query else "?" if more else ""
        name = f"queueing:{self.family}-form" + (f"-{act}" if act else "")
        return reverse(name, args=[*self.key, template_id]) + self.query + glue + more

    @property
    def is_staff(self) -> bool:
        """Whether a member of staff reads, which is written down."""
        return self.by.kind == "staff"


def phone_folder(request: HttpRequest, token: str) -> Folder:
    """The forms of the ticket behind a phone's link, as long as its day runs. Raises NotFound, DayClosed."""
    ticket = phone.ticket_by_token(token)
    if not phone.is_of_today(ticket, at=timezone.now()):
        raise DayClosed
    home = reverse("queueing:ticket-page", args=[token]) + options_of(request).query
    return customer_folder(request, ticket, "phone", token, home)


def case_folder(request: HttpRequest, token: str) -> Folder:
    """The forms of the case behind a link, until it is finished. Raises NotFound, CaseEnded, CaseExpired."""
    case = cases.case_by_token(token)
    check_alive(case, at=timezone.now())
    home = reverse("queueing:case", args=[token]) + options_of(request).query
    return customer_folder(request, case, "case", token, home)


def customer_folder(request: HttpRequest, holder: Ticket | ServiceCase, family: str, token: str, home: str) -> Folder:
    """What phones share: the holder of the link typed the values and sees them."""
    check_customer(request)
    return Folder(
        holder,
        CUSTOMER,
        FormSource.PHONE,
        device=f"phone · {request.headers.get('User-Agent', '')}",
        family=family,
        key=(token,),
        base="queueing/eforms/base_phone.html",
        shows_all=True,
        home=home,
        query=options_of(request).query,
        context=options_of(request).context,
    )


def floor_folder(request: HttpRequest, ticket_id: int) -> Folder:
    """The forms of a ticket in the hands of staff: of whoever serves it in full, of others masked. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    try:
        ticket = access.ticket_at_own_counter(request.user, ticket_id)
    except Forbidden:
        ticket, is_own = access.ticket_to_manage(request.user, ticket_id), False
    else:
        is_own = True
    home = reverse("queueing:teller-desk") if is_own else reverse("floor:floor", args=[ticket.branch.code])
    return Folder(
        ticket,
        request.user.actor,
        FormSource.COUNTER if is_own else FormSource.TABLET,
        device=f"{'counter' if is_own else 'tablet'} · {request.headers.get('User-Agent', '')}",
        family="floor",
        key=(ticket_id,),
        base="queueing/eforms/base_staff.html",
        shows_all=is_own,
        home=home,
    )


def kiosk_folder(request: HttpRequest, code: str, token: str) -> Folder:
    """The forms of a ticket that was just taken at a kiosk; whoever stands behind reads no numbers. Raises NotFound, Forbidden."""
    device, viewer = device_and_viewer(request, code, kind=DeviceKind.KIOSK, permission=Permission.TICKET_ISSUE)
    ticket = kiosk.ticket_of_today(device.branch, token, at=timezone.now())
    home = reverse("queueing:kiosk-ticket", args=[code, token]) + options_of(request).query
    return Folder(
        ticket,
        viewer.actor,
        FormSource.KIOSK,
        device=f"kiosk {device.code}",
        family="kiosk",
        key=(code, token),
        base="queueing/kiosk/kiosk.html",
        shows_all=False,
        home=home,
        query=options_of(request).query,
        context={"kiosk": device},
    )


def opens(find: Callable[..., Folder], view: PageView) -> PageView:
    """A page of one form, found through a folder; its address may be a secret and goes into no cache or search engine."""

    @private_page
    @wraps(view)
    def wrapped(request: HttpRequest, *, template_id: int, **key: Any) -> HttpResponse:
        return view(request, find(request, **key), template_id)

    return login_required(wrapped) if find is floor_folder else wrapped
