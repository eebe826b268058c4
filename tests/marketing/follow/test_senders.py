"""Senders against real servers: SMTP, the gateway's signed posts, the file outbox."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import socketserver
import stat
import threading
from collections.abc import Iterator
from email import policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from marketing.senders import DeliveryFailed, Parcel, sender_of
from marketing.senders.webhook import is_public

LETTER = Parcel(
    "tok-1", "email", "zhang@example.com", "问候", "城东支行向您问好。", "zh-hans", "https://x.example/m/tok-1/"
)
TEXT = Parcel("tok-2", "sms", "13800000001", "问候", "城东支行向您问好。", "zh-hans")


class Mailbox(socketserver.ThreadingTCPServer):
    """A small SMTP server; `answer` is what it says to a recipient."""

    daemon_threads = True
    answer = "250 fine"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.letters: list[bytes] = []


class Session(socketserver.StreamRequestHandler):
    """One client."""

    def handle(self) -> None:
        server: Any = self.server
        self.say("220 ready")
        while line := self.rfile.readline().strip().upper():
            if line.startswith(b"RCPT"):
                self.say(server.answer)
            elif line == b"DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part)
                server.letters.append(b"".join(lines))
                self.say("250 kept")
            elif line == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 fine")
        return None

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Gateway(BaseHTTPRequestHandler):
    """The bank's gateway; the class keeps what it got and what it answers."""

    got: list[tuple[dict[str, str], bytes]] = []
    status = 202

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def running(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    yield from running(Mailbox())


@pytest.fixture
def gateway() -> Iterator[HTTPServer]:
    Gateway.got, Gateway.status = [], 202
    yield from running(HTTPServer(("127.0.0.1", 0), Gateway))


def refusal_of(parcel: Parcel) -> tuple[str, bool]:
    """What the sender of a way says against it."""
    with pytest.raises(DeliveryFailed) as refused:
        sender_of(parcel.way)[1](parcel)
    return refused.value.code, refused.value.is_final


def test_mail_through_a_real_server(settings, mailbox):
    settings.SMTP_URL = f"smtp://127.0.0.1:{mailbox.server_address[1]}"
    name, send = sender_of("email")

    send(LETTER)

    [raw] = mailbox.letters
    letter = email.message_from_bytes(raw, policy=policy.default)
    assert name == "smtp"
    assert (letter["To"], letter["Subject"], letter["Message-ID"][:7]) == ("zhang@example.com", "问候", "<tok-1@")
    assert letter["List-Unsubscribe"] == "<https://x.example/m/tok-1/>"
    assert letter.get_content().strip() == "城东支行向您问好。"


def test_what_a_mail_server_refuses(settings, mailbox):
    port = mailbox.server_address[1]
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    mailbox.answer = "450 later"
    assert refusal_of(LETTER) == ("smtp_450", False)
    mailbox.answer = "550 nobody"
    assert refusal_of(LETTER) == ("smtp_550", True)
    bad = Parcel("t", "email", "zhang@example.com\r\nBcc: all@example.com", "x", "x", "en")
    assert refusal_of(bad) == ("bad_address", True)
    settings.SMTP_URL = f"smtp://name:secret@127.0.0.1:{port}"
    assert refusal_of(LETTER) == ("smtp_without_tls", False)
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    assert refusal_of(LETTER) == ("smtp_unreachable", False)


def test_a_signed_post_to_the_gateway(settings, gateway):
    settings.MESSAGE_WEBHOOK_URL = f"http://127.0.0.1:{gateway.server_address[1]}/send?kind=sms"
    settings.MESSAGE_WEBHOOK_SECRET = "known to both"
    settings.MESSAGE_WEBHOOK_MAY_BE_PRIVATE = True
    name, send = sender_of("sms")

    send(TEXT)

    [(headers, body)] = Gateway.got
    signed = headers["Lobby-Signed-At"].encode() + b"." + body
    assert name == "webhook"
    assert headers["Lobby-Signature"] == hmac.new(b"known to both", signed, hashlib.sha256).hexdigest()
    assert headers["Idempotency-Key"] == "tok-2"
    assert json.loads(body)["to"] == "13800000001"
    for status, is_final in ((503, False), (429, False), (422, True), (302, False)):
        Gateway.status = status
        assert refusal_of(TEXT) == (f"gateway_{status}", is_final)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("10.0.0.1", False),
        ("224.0.0.1", False),
        ("2606:4700::1111", True),
        ("fe80::1%eth0", False),
        ("::1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:10.0.0.1", False),
        ("::10.0.0.1", False),
        ("::ffff:0:169.254.169.254", False),
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b:1::127.0.0.1", False),
        ("2002:808:808::1", True),
        ("2002:a00:1::1", False),
        ("2002:7f00:1::", False),
        # Teredo: the client 192.168.0.1 is written inverted behind the server 8.8.8.8.
        ("2001:0:808:808::3f57:fffe", False),
    ],
)
def test_an_address_is_as_public_as_the_ipv4_address_in_it(address, expected):
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:9/", "gateway_private"),
        ("http://localhost:9/", "gateway_private"),
        ("http://[::ffff:10.0.0.1]/", "gateway_private"),
        ("http://[64:ff9b::a9fe:a9fe]/", "gateway_private"),
        ("http://[2002:a00:1::1]/", "gateway_private"),
        ("http://169.254.169.254/latest/", "gateway_private"),
        ("http://0x7f000001/", "gateway_private"),
        ("file:///etc/passwd", "gateway_address"),
        ("https://", "gateway_address"),
    ],
)
def test_no_gateway_inside_the_network(settings, url, code):
    settings.MESSAGE_WEBHOOK_URL = url

    assert refusal_of(TEXT) == (code, False)


def test_a_file_that_only_its_owner_reads(settings, outbox):
    name, send = sender_of("sms")

    send(TEXT)
    send(TEXT)

    [file] = settings.OUTBOX.iterdir()
    assert name == "files"
    assert [line["to"] for line in outbox()] == ["13800000001"] * 2
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(settings.OUTBOX.stat().st_mode)) == (0o600, 0o700)
