"""Several people at once: one call has one agent, and who waited for a sheet sees it as it is."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from devices.domain import quality, vtm
from devices.enums.quality import ITEMS
from devices.enums.vtm import VtmStatus as S
from devices.models.quality import QcSheet
from devices.models.vtm import VtmSession
from lobby.branches.enums import DeviceKind, RoleCode
from tests.factories import make_device, make_staff
from tests.faults.interleaving import meet


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


@pytest.mark.django_db(transaction=True)
def test_who_appeals_while_the_sheet_is_scored_sees_who_scored_it(brought_to, branch, agent, at):
    sheet = QcSheet.objects.get(session=brought_to(S.COMPLETED))
    scorer = make_staff("qc1", branch, RoleCode.VTM_QC)

    appealed = meet(
        lambda: quality.score(sheet, by=scorer.actor, at=at, marks={item.code: 0 for item in ITEMS}),
        lambda: quality.appeal(sheet, by=agent.actor, at=at, text="the line was bad"),
    )

    assert appealed.scorer == scorer
