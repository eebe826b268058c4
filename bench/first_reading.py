"""`python -m bench.first_reading BRANCH STAFF`: the milliseconds of a new process's first look at the feed.

The process starts as a web process does, up to where it would say that it is ready.
"""

from __future__ import annotations

import asyncio
import sys
import time


def main() -> None:
    """Warm up, read once in a thread that serves requests, print the time."""
    from lobby.config import asgi
    from lobby.live import threads
    from lobby.live.serving import warming

    assert asgi.application

    async def first() -> float:
        await warming.warm_up()
        return await threads.run(threads.REQUESTS, read, sys.argv[1], int(sys.argv[2]))

    sys.stdout.write(f"{asyncio.run(first()):.3f}\n")


def read(code: str, staff_id: int) -> float:
    """One reading, in milliseconds."""
    from django.utils import timezone

    from lobby.branches.models import Branch
    from lobby.floor.selectors.feed import feed

    branch = Branch.objects.get(code=code)
    began = time.perf_counter()
    feed(branch, staff_id, at=timezone.now())
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
