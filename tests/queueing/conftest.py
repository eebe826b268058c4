"""Browsers of devices, and the clock of the views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from lobby.branches import keys
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import Device


@pytest.fixture
def clock(at: dt.datetime) -> Iterator[time_machine.Coordinates]:
    """The views read `at`; `clock.shift` and `clock.move_to` change it."""
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def browser_of(at: dt.datetime) -> Callable[[Device], Client]:
    """A browser that carries the device's key; CSRF is checked as in real life."""

    def make(device: Device) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.cookies[DEVICE_COOKIE] = keys.create_key(device, at=at)[1]
        return client

    return make
