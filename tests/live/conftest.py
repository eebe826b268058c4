"""One web process for all socket tests: each test has its own rows, so they do not meet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from lobby.branches import keys
from lobby.branches.models import Device
from tests.live.server import Server, serve


@pytest.fixture(scope="session")
def running(django_db_setup: None) -> Iterator[Server]:
    """A web process whose hub beats every two seconds."""
    with serve(BEAT_S="2") as server:
        yield server


@pytest.fixture
def server(transactional_db: None, running: Server) -> Server:
    """The running web process, in a test whose commits it sees."""
    return running


@pytest.fixture
def wall_key(wall: Device) -> str:
    """The wall's secret."""
    return keys.create_key(wall, at=timezone.now())[1]
