"""After a commit, tell the hubs of all web processes that a branch has news.

A hint is a courtesy: hubs look by themselves once a second. So publishing may fail, be late or be dropped, but must never
delay a teller. One background thread owns the connection to Redis; callers only put a word into a bounded queue.
"""

from __future__ import annotations

import os
import queue
import threading
import time

import structlog
from django.conf import settings
from prometheus_client import Counter
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

HINTS = "lobby:hints"
WHISPERS = "lobby:whispers"
TIMEOUT_S = 0.1
QUEUE_LIMIT = 1_000
PAUSE_AFTER_FAILURE_S = 1.0
LOG_EVERY_S = 30.0

log = structlog.get_logger(__name__)
published = Counter("lobby_hints_total", "Messages for the hubs of all processes", ["result"])


def publish(branch_id: int, seq: int) -> None:
    """Say that the branch's journal has reached `seq`. Never blocks, never raises."""
    send(HINTS, f"{branch_id} {seq}")


def send(channel: str, message: str) -> None:
    """Publish something to the hubs of all processes. Never blocks, never raises."""
    _publisher.put(channel, message)


class Publisher:
    """The queue and its thread, which starts with the first message."""

    def __init__(self) -> None:
        self.queue: queue.Queue[tuple[str, str]] = queue.Queue(QUEUE_LIMIT)
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.logged_at = float("-inf")

    def put(self, channel: str, message: str) -> None:
        """Queue a message; a full queue drops it."""
        if self.thread is None:
            self.start()
        try:
            self.queue.put_nowait((channel, message))
        except queue.Full:
            published.labels("dropped").inc()

    def start(self) -> None:
        """Start the thread once."""
        with self.lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="hints", daemon=True)
                self.thread.start()

    def run(self) -> None:
        """Send what is queued, for ever."""
        redis = Redis.from_url(
            settings.REDIS_URL,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )
        while True:
            channel, message = self.queue.get()
            try:
                redis.publish(channel, message)
                published.labels("sent").inc()
            except (RedisError, OSError) as error:
                self.fail(error)

    def fail(self, error: Exception) -> None:
        """Leave Redis alone for a moment and forget what was queued meanwhile, which would be stale."""
        if time.monotonic() - self.logged_at > LOG_EVERY_S:
            self.logged_at = time.monotonic()
            log.warning("hints_not_published", error=str(error))
        time.sleep(PAUSE_AFTER_FAILURE_S)
        dropped = 1
        while not self.queue.empty():
            self.queue.get_nowait()
            dropped += 1
        published.labels("failed").inc(dropped)


_publisher = Publisher()


def start_anew() -> None:
    """Forget the thread and its connection; a forked child has neither and starts its own."""
    global _publisher
    _publisher = Publisher()


os.register_at_fork(after_in_child=start_anew)
