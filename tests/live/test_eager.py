import asyncio

import pytest

from lobby.live import eager


async def test_work_that_never_waits_is_done_at_once() -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    assert eager.begin(work()) is None
    assert done == [1]


async def test_work_that_waits_is_finished_by_whoever_awaits_the_rest() -> None:
    gate, second = asyncio.Event(), asyncio.Event()
    done: list[int] = []

    async def work() -> None:
        done.append(1)
        await gate.wait()
        done.append(2)
        await asyncio.sleep(0)
        await second.wait()
        done.append(3)

    rest = eager.begin(work())
    assert rest is not None
    task = asyncio.ensure_future(rest)
    gate.set()
    await asyncio.sleep(0.01)
    assert done == [1, 2]
    second.set()
    await task
    assert done == [1, 2, 3]


async def test_rest_that_is_cancelled_ends_the_work() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cleaned up")

    rest = eager.begin(work())
    assert rest is not None
    task = asyncio.ensure_future(rest)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert ended == ["cleaned up"]


async def test_what_work_raises_before_it_waits_is_raised_at_once() -> None:
    async def work() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        eager.begin(work())
