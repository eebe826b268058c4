"""Calling the API with a key, as a program does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from lobby.branches.keys import create_key
from lobby.branches.models import Device, Staff

ROOT = "/api/v1"


class Caller:
    """One key; answers are Django's responses."""

    def __init__(self, owner: Staff | Device, at: dt.datetime) -> None:
        _, self.secret = create_key(owner, at=at)
        self.client = Client(headers={"Authorization": f"Key {self.secret}"})

    def get(self, path: str, **query: Any) -> Any:
        """GET a path below the API's root."""
        return self.client.get(f"{ROOT}{path}", query)

    def post(self, path: str, body: Any = None, *, key: str = "", language: str = "en") -> Any:
        """POST JSON to a path below the API's root, with an idempotency key where given."""
        headers = {"Accept-Language": language, **({"Idempotency-Key": key} if key else {})}
        data = {} if body is None else body
        return self.client.post(f"{ROOT}{path}", data, content_type="application/json", headers=headers)
