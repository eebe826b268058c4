"""The few threads in which the event loop of a web process may use the database.

With the 8 request threads they are all the connections a process holds: 8 + 3.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, OperationalError, close_old_connections

from lobby.branches.outages import is_outage

REQUEST_THREADS = 8

REQUESTS = ThreadPoolExecutor(REQUEST_THREADS, thread_name_prefix="request")
JOURNAL = ThreadPoolExecutor(1, thread_name_prefix="journal")
PANELS = ThreadPoolExecutor(2, thread_name_prefix="panels")

P = ParamSpec("P")
T = TypeVar("T")


async def run(executor: Executor, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run database work in one of the pools; a connection that broke is checked before and dropped after."""
    return await asyncio.get_running_loop().run_in_executor(executor, lambda: _connected(work, *args, **kwargs))


def _connected(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    close_old_connections()
    try:
        return work(*args, **kwargs)
    except DatabaseError as error:
        if is_outage(error) and not isinstance(error, OperationalError):
            raise OperationalError(*error.args) from error  # callers then know an outage by its class
        raise
    finally:
        close_old_connections()
