"""Two web processes for all tests that kill neither."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live.server import Server, serve

Pair = tuple[Server, Server]


@pytest.fixture(scope="session")
def running_pair(django_db_setup: None) -> Iterator[Pair]:
    """Two web processes on the test's database, whose hubs beat and look after their doors every second."""
    with serve(BEAT_S="1") as one, serve(BEAT_S="1") as other:
        yield one, other


@pytest.fixture
def pair(transactional_db: None, running_pair: Pair) -> Pair:
    """The two running web processes, in a test whose commits they see."""
    return running_pair
