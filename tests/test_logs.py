"""Log lines: addresses that are a secret are not written down."""

from __future__ import annotations

import logging

import pytest

from lobby.config.logs import formatter


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("GET /wall/WALL1/?key=ab12cd34.s3cret-_x&lang=en", "GET /wall/WALL1/?key=…&lang=en"),
        ("Not Found: /t/HoPOJQjy6xRRaMSa8G5NIQ/leave/", "Not Found: /t/…/leave/"),
        ("GET /kiosk/KIOSK1/tickets/HoPOJQjy6xRRaMSa8G5NIQ/", "GET /kiosk/KIOSK1/tickets/…/"),
        ("GET /a/HoPOJQjy6xRRaMSa8G5NIQ/calendar.ics", "GET /a/…/calendar.ics"),
        ("POST /c/HoPOJQjy6xRRaMSa8G5NIQ/forms/3/sign/", "POST /c/…/forms/3/sign/"),
        ("GET /api/v1/cases/HoPO-JQ23/", "GET /api/v1/cases/…/"),
        ("GET /live/ticket/?branch=0001&token=HoPOJQjy6xRRaMSa8G5NIQ", "GET /live/ticket/?branch=0001&token=…"),
        ("GET /api/v1/tickets/4711/recall/", "GET /api/v1/tickets/4711/recall/"),
    ],
)
def test_secrets_of_addresses_are_left_out(written, kept):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, written, None, None)

    line = formatter().format(record)

    assert f'"event": "{kept}"' in line
    assert "HoPO" not in line
    assert "s3cret" not in line
