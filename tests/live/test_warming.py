"""What a web process has in hand before it says that it is ready."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connections
from django.template import engines
from django.urls import get_resolver

from lobby.live.serving import warming


def test_loading_imports_every_page_and_parses_every_template() -> None:
    warming.load()

    assert get_resolver()._populated
    loader = engines["django"].engine.template_loaders[0]
    assert any(str(key).startswith("floor/") for key in loader.get_template_cache)


@pytest.mark.django_db
def test_every_thread_of_a_pool_gets_its_connection() -> None:
    with ThreadPoolExecutor(3) as pool:
        asyncio.run(warming.warm_pool(pool))

        connected = [pool.submit(is_connected).result() for _ in range(3)]
        assert len(pool._threads) == 3
        assert connected == [True] * 3
        asyncio.run(close_all(pool, 3))


async def close_all(pool: ThreadPoolExecutor, size: int) -> None:
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(pool, close) for _ in range(size)))


def close() -> None:
    connections["default"].close()


def is_connected() -> bool:
    return connections["default"].connection is not None


def test_lost_database_does_not_keep_a_process_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: object) -> None:
        raise OperationalError("no server")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", refused)

    with ThreadPoolExecutor(2) as pool:
        asyncio.run(warming.warm_pool(pool))
