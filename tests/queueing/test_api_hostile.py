"""Bad input: always a clear 4xx, never a failure, nothing stored."""

import io

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIRequest

from lobby.live.models import Entry
from lobby.live.serving.wsgi import environ_of
from queueing.models import Ticket, TicketNote
from tests.callers import Caller
from tests.factories import make_ticket

ISSUE = "/api/v1/branches/7001/tickets/"
NASTY = [
    "",
    " ",
    "\n\t",
    "x" * 10_000,
    "😀" * 50,
    "a\0b",
    "'; DROP TABLE queueing_ticket; --",
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "\ud800",
    "../../etc/passwd",
    5,
    1.5,
    True,
    [],
    ["cash"],
    {"a": 1},
]


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def caller(branch, cash, session, manager, at):
    return Caller(manager, at)


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", ["service", "traits", "source", "customer", "language"])
def test_issue_refuses_nasty_values(caller, field, value):
    if field == "traits" and value == []:
        return
    answer = caller.post("/branches/7001/tickets/", {"service": "cash", field: value})

    assert answer.status_code == 400
    assert set(answer.json()) == {"code", "detail"}
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("value", [each for each in NASTY if not isinstance(each, str)], ids=str)
@pytest.mark.parametrize(("verb", "field"), [("cancel", "reason"), ("leave", "reason"), ("notes", "text")])
def test_texts_refuse_other_types(caller, cash, manager, at, verb, field, value):
    ticket = make_ticket(cash, at, by=manager)

    answer = caller.post(f"/tickets/{ticket.pk}/{verb}/", {field: value})

    assert answer.status_code == 400
    assert Ticket.objects.get().status == "waiting"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "😀 明天再来", "\u202eoverride"])
def test_texts_are_stored_as_they_came(caller, cash, manager, at, text):
    ticket = make_ticket(cash, at, by=manager)

    answer = caller.post(f"/tickets/{ticket.pk}/notes/", {"text": text})

    assert (answer.status_code, TicketNote.objects.get().text) == (201, text)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"null",
        b"[]",
        b'"cash"',
        b"5",
        b"NaN",
        b'{"service": NaN}',
        b"\xff\xfe",
        b'{"service": "\xff"}',
        b"[" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"service": ' + b"9" * 10_000 + b"}",
        b'{"service": 1e999}',
        b"\0",
    ],
    ids=range(14),
)
def test_a_body_that_is_no_json_object_is_400(caller, body):
    answer = caller.client.post(ISSUE, body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "", "x"],
)
def test_a_body_of_another_kind_is_415(caller, content_type):
    answer = caller.client.post(ISSUE, b'{"service": "cash"}', content_type=content_type)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("charset", ["utf-16", "rot13", "base64", "bz2", "utf-7", "nonsense", "'"])
def test_a_claimed_charset_changes_nothing(charset):
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": ISSUE,
        "root_path": "",
        "query_string": b"x=%41",
        "headers": [
            (b"host", b"localhost"),
            (b"content-type", f"application/json; charset={charset}".encode()),
        ],
        "server": ("localhost", 80),
    }

    request = WSGIRequest(environ_of(scope, io.BytesIO()))

    assert (request.GET["x"], request.encoding, request.content_type) == ("A", None, "application/json")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", "*/*", "application/json; indent=8"])
def test_the_answer_is_json_whatever_is_accepted(caller, accept):
    answer = caller.client.get("/api/v1/branches/7001/live/?format=xml", headers={"Accept": accept})

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/",
        "/api/v1/nothing/",
        "/api/v1/branches/7001/tickets",
        "/api/v1/branches/70%0001/tickets/",
        "/api/v1/branches/%F0%9F%98%80/tickets/",
        "/api/v1/branches/'/tickets/",
        "/api/v1/branches/7001/nothing/",
        "/api/v1/tickets/x/",
        "/api/v1/tickets/-1/start/",
        "/api/v1/tickets/1/explode/",
        "/api/v1/counters//open/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_unknown_address_is_404_as_json(caller, path, method):
    answer = getattr(caller.client, method)(path)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("number", [10**18, 2**63, 10**40])
@pytest.mark.parametrize(
    "path", ["/tickets/{}/start/", "/counters/{}/open/", "/counters/{}/end/", "/tickets/{}/cancel/"]
)
def test_numbers_out_of_range_find_nothing(caller, path, number, teller, at):
    for someone in (caller, Caller(teller, at)):
        assert someone.post(path.format(number), {"reason": "x"}).status_code in {403, 404}
        assert someone.get(f"/tickets/{number}/").status_code == 404


def test_a_wrong_method_is_405(caller):
    answer = caller.client.delete(ISSUE)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].replace(",", "").split()) == {"GET", "POST", "HEAD", "OPTIONS"}


def test_unknown_names_in_a_body_are_ignored(caller):
    assert caller.post("/branches/7001/tickets/", {"service": "cash", "colour": "red"}).status_code == 201


def test_nothing_hostile_leaves_a_trace_in_the_journal(caller):
    before = Entry.objects.count()

    for value in NASTY:
        caller.post("/branches/7001/tickets/", {"service": value})

    assert Entry.objects.count() == before


@pytest.mark.parametrize("cookie", ["sessionid", "lobby_device", "csrftoken", "django_language"])
@pytest.mark.parametrize("value", ['"\\000\\000\\000\\000\\000\\000\\000\\000x"', "x" * 4000, "'; --", '"\\377\\377"'])
def test_odd_cookies_are_no_credential(client, branch, cookie, value):
    answer = client.get("/api/v1/branches/7001/live/", headers={"Cookie": f"{cookie}={value}"})

    assert answer.status_code == 401
