"""Limits for each credential.

Counts live in the process's memory: nothing on a request path needs Redis, and a limit that fails open in one process
of several still bounds the load of each.
"""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from lobby.branches.api.authentication import credential_of


class CredentialThrottle(SimpleRateThrottle):
    """One rate for each key or session."""

    scope = "credential"

    def get_cache_key(self, request: Request, view: Any) -> str:
        """The counter's name."""
        return f"throttle:{credential_of(request)}"
