"""Who may open which screen, asked when it connects and again while it stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.http.request import split_domain_port, validate_host

from lobby.branches import access
from lobby.branches.models import Branch
from lobby.live import credentials as credentials_
from lobby.live import screens
from lobby.live.credentials import Credentials
from lobby.live.scopes import Audience
from lobby.live.screens import Screen

MAX_SEQ = 2**62

FACTS = """
SELECT 'session:' || session_key, CASE WHEN locks_at > now() THEN '' ELSE 'locked' END
FROM branches_session WHERE session_key = ANY(%(session)s::text[]) AND expire_date > now()
UNION ALL
SELECT 'key:' || id, '' FROM branches_accesskey WHERE id = ANY(%(key)s::bigint[]) AND revoked_at IS NULL
UNION ALL
SELECT 'device:' || id, branch_id || ' ' || kind FROM branches_device WHERE id = ANY(%(device)s::bigint[]) AND is_active
UNION ALL
SELECT 'staff:' || s.id, md5(s.password || s.is_superuser || coalesce(string_agg(
    concat_ws(' ', g.role, g.branch_id, g.unit_id), ',' ORDER BY g.id), ''))
FROM branches_staff s LEFT JOIN branches_rolegrant g ON g.staff_id = s.id
WHERE s.id = ANY(%(staff)s::bigint[]) AND s.is_active GROUP BY s.id
"""


class Refused(Exception):
    """No screen for this caller; `status` is the HTTP status that says why, `is_locked` that the password is waited for."""

    def __init__(self, status: int, *, is_locked: bool = False) -> None:
        super().__init__(status)
        self.status, self.is_locked = status, is_locked


@dataclass(frozen=True, slots=True)
class Proof:
    """The rows that an open screen rests on."""

    session: str | None = None
    key: int | None = None
    device: int | None = None
    staff: int | None = None

    def names(self) -> list[str]:
        """Names of its rows in the answer of `facts`."""
        return [f"{name}:{getattr(self, name)}" for name in self.__slots__ if getattr(self, name) is not None]


@dataclass(frozen=True, slots=True)
class Admission:
    """A screen that was let in, and what it was let in on."""

    screen: Screen
    branch: Branch
    audience: Audience
    since: int | None
    proof: Proof
    facts: tuple[str | None, ...] = ()


def admit(request: HttpRequest, screen_name: str) -> Admission:
    """Let a request open a screen of `?branch=` from `?since=` on. Raises Refused (400, 401, 403, 404).

    A locked session may go on to show what hangs in the hall anyway.
    """
    screen = screens.find(screen_name)
    code = request.GET.get("branch", "")
    if screen is None or "\0" in code:
        raise Refused(404)
    since = since_of(request)
    credentials = credentials_.of(request)
    branch = Branch.objects.filter(code=code, is_active=True).first()
    audience = screen.audience_for(credentials, branch) if branch else None
    if audience is None and credentials.is_locked:
        raise Refused(401, is_locked=True)
    if branch is None or audience is None:
        raise Refused(why_refused(credentials, branch))
    return Admission(screen, branch, audience, since, proof_of(audience, credentials))


def admit_socket(scope: MutableMapping[str, Any]) -> Admission:
    """Let a socket in (6 queries at most), with the facts that the hub compares later. Raises Refused."""
    request = request_of(scope)
    if not comes_from_us(request):
        raise Refused(403)
    admission = admit(request, request.GET.get("screen", ""))
    return replace(admission, facts=facts_of(admission.proof, facts([admission.proof])))


def since_of(request: HttpRequest) -> int | None:
    """The last number the caller knows, None for a caller who knows nothing. Raises Refused(400)."""
    text = request.GET.get("since", "")
    if text and not (text.isascii() and text.isdigit() and int(text[:20]) < MAX_SEQ):
        raise Refused(400)
    return int(text[:20]) if text else None


def why_refused(credentials: Credentials, branch: Branch | None) -> int:
    """401 for nobody, 404 for a stranger to the branch, 403 for one of its own without the right to this screen."""
    people = [person for person in (credentials.staff, credentials.device) if person is not None]
    if not people and not credentials.token:
        return 401
    known = branch is not None and any(access.branches_for(person).filter(pk=branch.pk).exists() for person in people)
    return 403 if known else 404


def proof_of(audience: Audience, credentials: Credentials) -> Proof:
    """The rows that let this viewer in: a wall's picture does not end with the session of who set it up."""
    by_ticket = audience.ticket is not None
    device = credentials.device if audience.device is not None else None
    staff = credentials.staff if audience.person is not None else None
    if device is None and staff is None and not by_ticket:
        device, staff = credentials.device, credentials.staff
    key = credentials.key or (credentials.device_key if device else None)
    return Proof(
        session=credentials.session_key if staff else None,
        key=key.pk if key else None,
        device=device.pk if device else None,
        staff=staff.pk if staff else None,
    )


def facts(proofs: Collection[Proof]) -> dict[str, str]:
    """What is still true of all these rows, by name (1 query). A missing name is a row that ended."""
    wanted: dict[str, list[Any]] = {name: [] for name in Proof.__slots__}
    for proof in proofs:
        for name, found in wanted.items():
            if (value := getattr(proof, name)) is not None:
                found.append(value)
    with connection.cursor() as cursor:
        cursor.execute(FACTS, wanted)
        return dict(cursor.fetchall())


def facts_of(proof: Proof, known: Mapping[str, str]) -> tuple[str | None, ...]:
    """The facts that one screen rests on, for comparing then and now."""
    return tuple(known.get(name) for name in proof.names())


def request_of(scope: MutableMapping[str, Any]) -> HttpRequest:
    """A Django request with what `admit` reads, from the scope of a socket whose cookies Channels has parsed."""
    request = HttpRequest()
    request.method = "GET"
    request.path = scope["path"]
    request.COOKIES = scope["cookies"]
    request.GET = QueryDict(scope["query_string"])
    for name, value in scope["headers"]:
        request.META[f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"] = value.decode("latin-1")
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return request


def comes_from_us(request: HttpRequest) -> bool:
    """Whether a socket was opened by one of our own pages.

    Browsers always send Origin, and they are what a foreign page could misuse; programs send none.
    """
    host = request.META.get("HTTP_HOST", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    origin = request.META.get("HTTP_ORIGIN")
    if origin is None:
        return True
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    place = urlsplit(origin)
    return place.scheme in {"http", "https"} and place.netloc.lower() == host.lower()
