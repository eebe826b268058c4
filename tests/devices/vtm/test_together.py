"""Several agents at once: one call has one agent."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from devices.domain import vtm
from devices.enums.vtm import VtmStatus as S
from devices.models.vtm import VtmSession
from lobby.branches.enums import DeviceKind
from tests.factories import make_device


@pytest.mark.django_db(transaction=True)
def test_agents_who_press_together_get_one_call_each_and_none_twice(call, branch, make_agent, at):
    agents = [make_agent(f"agent{n}") for n in range(4)]
    for n in range(2):
        call(device=make_device(branch, f"V{n}", DeviceKind.VTM))
    together, got = threading.Barrier(len(agents)), []

    def press(agent):
        try:
            together.wait()
            got.append(vtm.connect_next(agent, at=at))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    taken = [one.pk for one in got if one is not None]
    assert len(taken) == len(set(taken)) == 2
    assert VtmSession.objects.filter(status=S.CONNECTED).values("agent").distinct().count() == 2
