"""Asking a machine over HTTP how it is, without becoming anybody's way into the bank's network.

An address is asked only inside the networks that the settings list (`LOBBY_POLL_NETWORKS`, none by itself); machines stand
in private networks, so being private is no reason to refuse, not being listed is. The name is looked up once and every
address it has must lie inside; the connection goes to the address that was checked, so a name that changes its mind
meanwhile leads nowhere. Link-local, multicast and unspecified addresses are never asked, whatever is listed. Redirects
are not followed, a proxy is not used, little is read, and after `ANSWERED_WITHIN_S` the line is cut: a machine that sends a
byte now and then holds nobody up.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from devices.errors.polls import AddressRefused

TIMEOUT_S = 3.0
ANSWERED_WITHIN_S = 6.0
MOST_BYTES = 16 * 1024
CHUNK = 4096
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Place:
    """An address in its parts."""

    scheme: str
    host: str
    port: int
    path: str


def place_of(address: str) -> Place:
    """The parts of an address. Raises AddressRefused for anything but plain http or https."""
    if not address.isascii() or any(letter <= " " or letter == "\x7f" for letter in address):
        raise AddressRefused(reason=address[:80])
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise AddressRefused(reason=address[:80]) from error
    if parts.scheme not in PORTS or not parts.hostname or not port or "@" in parts.netloc or parts.fragment:
        raise AddressRefused(reason=address[:80])
    path = parts.path or "/"
    return Place(parts.scheme, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path)


def allowed(found: str) -> bool:
    """Whether a numeric address lies inside the listed networks."""
    number = ipaddress.ip_address(found)
    number = getattr(number, "ipv4_mapped", None) or number
    if number.is_link_local or number.is_multicast or number.is_unspecified:
        return False
    networks = [ipaddress.ip_network(network) for network in settings.LOBBY_POLL_NETWORKS]
    return any(number.version == network.version and number in network for network in networks)


def numbers_of(place: Place) -> list[str]:
    """The numeric addresses of a place, all of them allowed. Raises AddressRefused, OSError when there are none."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)]
    refused = next((number for number in found if not allowed(number)), None)
    if refused is not None:
        raise AddressRefused(reason=refused)
    return found


def ask(address: str) -> dict[str, Any]:
    """What a machine answers: `{"http_status", "body"}`, the body as JSON where it is, else None.

    Raises AddressRefused, OSError when there is no answer in time.
    """
    place = place_of(address)
    plain = socket.create_connection((numbers_of(place)[0], place.port), timeout=TIMEOUT_S)
    line = wrapped(plain, place)
    late = threading.Event()
    cutting = threading.Timer(ANSWERED_WITHIN_S, cut, (line, late))
    cutting.daemon = True
    cutting.start()
    try:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        connection = http.client.HTTPConnection(place.host, place.port, timeout=TIMEOUT_S)
        connection.sock = line
        connection.request("GET", place.path, headers={"Accept": "application/json", "Connection": "close"})
        answer = connection.getresponse()
        found = {"http_status": answer.status, "body": body_of(answer)}
    except http.client.HTTPException as error:
        raise OSError(type(error).__name__) from error
    finally:
        cutting.cancel()
        line.close()
    if late.is_set():
        raise TimeoutError
    return found


def wrapped(plain: socket.socket, place: Place) -> socket.socket:
    """The connection as the scheme wants it; certificates are checked against the name when the two greet each other."""
    if place.scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=place.host, do_handshake_on_connect=False)


def cut(line: socket.socket, late: threading.Event) -> None:
    """End a connection whatever the other side does; whoever reads from it reads its end."""
    late.set()
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def body_of(answer: http.client.HTTPResponse) -> Any:
    """A short JSON body; None for another."""
    read = b""
    while len(read) < MOST_BYTES and (chunk := answer.read1(CHUNK)):
        read += chunk
    try:
        return json.loads(read)
    except (ValueError, RecursionError):
        return None
