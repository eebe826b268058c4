"""What a new web process loads before it says that it is ready, so that nobody's first page waits for it.

Without it the first reader pays for the import of every page's module, for the catalogues of both languages, for the
templates, and each thread's first reader for a connection as well.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from lobby.branches.errors import Unavailable
from lobby.live import threads
from lobby.live.pages import version

THREADS_WITHIN_S = 10.0

log = structlog.get_logger(__name__)


async def warm_up() -> None:
    """Load what pages need, and open the connections of every thread. A lost database does not keep a process down."""
    load()
    await asyncio.gather(*(warm_pool(pool) for pool in (threads.REQUESTS, threads.JOURNAL, threads.PANELS)))


def load() -> None:
    """Import every page, read both catalogues, parse every template."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("live:healthz")
            str(Unavailable.message)
    folder = settings.ROOT / "templates"
    for path in sorted(folder.rglob("*.html")):
        get_template(path.relative_to(folder).as_posix())
    version()


async def warm_pool(pool: ThreadPoolExecutor) -> None:
    """Start all threads of a pool at once, so that each opens a connection of its own."""
    size = pool._max_workers
    together = threading.Barrier(size, timeout=THREADS_WITHIN_S)
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(pool, connect, together) for _thread in range(size)))


def connect(together: threading.Barrier) -> None:
    """Open this thread's connection and wait until the others have theirs."""
    try:
        connection.ensure_connection()
    except (OperationalError, InterfaceError):
        log.warning("database_unavailable_at_start")
    together.wait()
