"""Texts through the bank's gateway: a signed post of JSON, to no address inside the network unless that is allowed."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from dataclasses import asdict
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils import timezone

from marketing.senders.parcels import TIMEOUT_S, DeliveryFailed, Parcel

PORTS = {"http": 80, "https": 443}
TOO_MANY, TIMED_OUT = 429, 408
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# IPv4 in the last 32 bits: mapped (RFC 4291), compatible (the same, of old) and translated (RFC 2765) are ways to write it;
# a NAT64 (RFC 6052, RFC 8215) hands on to it. The unspecified address and ::1 are compatible ones that lead inside too.
WRITTEN_AS_IPV6 = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96")))
TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))


def post(parcel: Parcel) -> None:
    """Hand one message over. Raises DeliveryFailed: final for what the gateway refuses, not for what it cannot do now."""
    address = urlsplit(settings.MESSAGE_WEBHOOK_URL)
    if address.scheme not in PORTS or not address.hostname:
        raise DeliveryFailed("gateway_address")
    body = json.dumps(asdict(parcel), ensure_ascii=False).encode()
    connection = reach(address)
    try:
        connection.request("POST", path_of(address), body=body, headers=headers(address, parcel, body))
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise DeliveryFailed("gateway_unreachable") from error
    finally:
        connection.close()
    if not 200 <= status < 300:
        is_final = 400 <= status < 500 and status not in (TOO_MANY, TIMED_OUT)
        raise DeliveryFailed(f"gateway_{status}", is_final=is_final)


def headers(address: SplitResult, parcel: Parcel, body: bytes) -> dict[str, str]:
    """What the gateway checks: when it was signed, with the secret both know, and a key that every attempt repeats."""
    signed_at = str(int(timezone.now().timestamp()))
    return {
        "Host": address.netloc.rpartition("@")[2],
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": parcel.key,
        "Lobby-Signed-At": signed_at,
        "Lobby-Signature": signature(signed_at, body),
    }


def signature(signed_at: str, body: bytes) -> str:
    """HMAC-SHA-256 over the moment, a dot and the body."""
    secret = settings.MESSAGE_WEBHOOK_SECRET.encode()
    return hmac.new(secret, signed_at.encode() + b"." + body, hashlib.sha256).hexdigest()


def path_of(address: SplitResult) -> str:
    """What is asked for."""
    return (address.path or "/") + (f"?{address.query}" if address.query else "")


def reach(address: SplitResult) -> http.client.HTTPConnection:
    """A connection to the very address that was checked, whatever the name says a moment later. Raises DeliveryFailed."""
    host, port = str(address.hostname), address.port or PORTS[address.scheme]
    target = checked(host, port)
    try:
        plain = socket.create_connection((target, port), timeout=TIMEOUT_S)
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
        if address.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        else:
            connection.sock = plain
    except OSError as error:
        raise DeliveryFailed("gateway_unreachable") from error
    return connection


def checked(host: str, port: int) -> str:
    """The address of the host. Raises DeliveryFailed where it has none, or one inside the network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryFailed("gateway_unknown") from error
    targets = [str(one[4][0]) for one in found]
    if not settings.MESSAGE_WEBHOOK_MAY_BE_PRIVATE and not all(is_public(one) for one in targets):
        raise DeliveryFailed("gateway_private")
    return targets[0]


def is_public(target: str) -> bool:
    """Whether an address belongs to the open network, and so does every IPv4 address that its route ends at."""
    ip = ipaddress.ip_address(target.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in meant_by(ip))


def meant_by(ip: Address) -> list[Address]:
    """What an address stands for: itself, or the IPv4 address it is another way to write; a tunnel for both its ends too."""
    if ip.version == 4:
        return [ip]
    embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if any(ip in net for net in WRITTEN_AS_IPV6):
        return [embedded]
    ends = [ip.sixtofour, *(ip.teredo or ())]
    return [ip, *(embedded for net in TRANSLATED if ip in net), *(one for one in ends if one is not None)]
