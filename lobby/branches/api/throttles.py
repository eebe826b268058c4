"""Limits for each credential.

Counts live in the process's memory: nothing on a request path needs Redis, and a limit that fails open in one process
of several still bounds the load of each.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

from lobby.branches.api.authentication import credential_of

PERIODS_S = {"s": 1, "m": 60, "h": 3600, "d": 86400}
REMEMBERED = 10_000


class Bucket:
    """A token bucket: holds a period's calls, so a burst passes; refills evenly."""

    __slots__ = ("at", "left")

    def __init__(self, left: float, at: float) -> None:
        self.left, self.at = left, at


class Limiter:
    """Token buckets of all credentials of this process; `rate` is `<calls>/<period>` such as `6000/min`."""

    def __init__(self, rate: str) -> None:
        calls, _, period = rate.partition("/")
        self.size = float(calls)
        self.per_second = self.size / PERIODS_S[period[0]]
        self.buckets: dict[str, Bucket] = {}
        self.lock = threading.Lock()

    def take(self, name: str, now: float) -> float:
        """Take one call; returns 0, or the seconds to wait for the next one."""
        with self.lock:
            bucket = self.buckets.get(name) or self.add(name, now)
            bucket.left = min(self.size, bucket.left + (now - bucket.at) * self.per_second)
            bucket.at = now
            if bucket.left < 1:
                return (1 - bucket.left) / self.per_second
            bucket.left -= 1
            return 0

    def add(self, name: str, now: float) -> Bucket:
        """A full bucket; past the limit of memory those that are full again are forgotten first."""
        if len(self.buckets) >= REMEMBERED:
            refilled_before = now - self.size / self.per_second
            kept = {name: bucket for name, bucket in self.buckets.items() if bucket.at > refilled_before}
            self.buckets = kept if len(kept) < REMEMBERED else {}
        bucket = self.buckets[name] = Bucket(self.size, now)
        return bucket


_limiter = Limiter(str(api_settings.DEFAULT_THROTTLE_RATES["credential"]))


class CredentialThrottle(BaseThrottle):
    """One rate for each key or session."""

    limiter = _limiter
    wait_s = 0.0

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether the call is within the credential's rate."""
        self.wait_s = self.limiter.take(credential_of(request), time.monotonic())
        return not self.wait_s

    def wait(self) -> float:
        """Seconds until the next call is allowed, answered as `Retry-After`."""
        return self.wait_s
