"""The register's verbs: every kind, what fits together, what is told to whoever sends customers, history."""

from __future__ import annotations

import pytest

from devices.domain import register
from devices.domain.register import Details
from devices.errors.register import CodeTaken, HasSpares, NotOfTheBranch, SpareUnfit
from devices.models import DeviceFunction
from devices.selectors import machines, usable
from devices.selectors.register import Wish, history_of, listed
from devices.wording import line_of
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Device
from lobby.live.models import Entry
from tests import factories
from tests.faults.interleaving import meet

K = DeviceKind


def details(kind: str = K.SMART_COUNTER, **values) -> Details:
    return Details(**{"name_zh": "机", "name_en": "Machine", "kind": K(kind), **values})


def types(branch):
    return list(Entry.objects.filter(branch_id=branch.pk).order_by("seq").values_list("type", flat=True))


@pytest.mark.parametrize("kind", K)
def test_every_kind_can_be_registered_and_is_listed(branch, zone, tech, at, kind):
    made = register.add(branch, f"X-{kind}", details(kind, zone=zone, serial="S1"), by=tech.actor, at=at)

    assert [one.pk for one in listed(branch, Wish(kind=kind))] == [made.pk]
    assert types(branch) == ["device.registered"]


def test_a_code_is_taken_once_in_the_bank(branch, other_branch, tech, at):
    factories.make_device(other_branch, "SC1")

    with pytest.raises(CodeTaken):
        register.add(branch, "SC1", details(), by=tech.actor, at=at)
    assert types(branch) == []


def test_a_change_keeps_what_was_and_what_is(branch, zone, smart, tech, at):
    new = details(name_en="Left one", zone=zone, name_zh=smart.name_zh)

    register.change(smart, new, by=tech.actor, at=at)
    register.change(smart, new, by=tech.actor, at=at)

    (entry,) = history_of(smart, at)
    assert entry.payload["changes"]["zone"] == ["", zone.code]
    assert "→ Left one" in line_of(entry, branch)


def test_functions_decide_what_is_done_there_and_are_told_at_once(branch, zone, smart, cash, personal, tech, at):
    cash.channels = personal.channels = ["counter", "smart_counter"]
    cash.save()
    personal.save()
    assert machines(branch)[0].services == ["cash", "personal"]
    same = {"name_zh": smart.name_zh, "name_en": smart.name_en}

    register.change(smart, details(**same, functions={cash: ("dispenser",)}), by=tech.actor, at=at)

    assert machines(branch)[0].services == ["cash"]
    told = Entry.objects.get(branch_id=branch.pk, type="device.status_changed")
    assert told.payload["services"] == ["cash"]
    assert DeviceFunction.objects.get().needs == ["dispenser"]


def test_nobody_is_sent_to_what_becomes_spare_or_goes_out_of_use(branch, smart, cash, tech, at):
    cash.channels = ["smart_counter"]
    cash.save()
    same = {"name_zh": smart.name_zh, "name_en": smart.name_en}
    assert usable(branch, cash)

    register.change(smart, details(**same, is_spare=True), by=tech.actor, at=at)
    assert not usable(branch, cash)
    register.change(smart, details(**same), by=tech.actor, at=at)
    assert usable(branch, cash)
    register.change(smart, details(**same, is_active=False), by=tech.actor, at=at)

    assert not usable(branch, cash)
    services = [
        entry.payload["services"] for entry in Entry.objects.filter(type="device.status_changed").order_by("seq")
    ]
    assert services == [[], ["cash"], []]


def test_a_spare_stands_in_for_its_like_in_its_branch(branch, other_branch, smart, tech, at):
    stranger = factories.make_device(other_branch, "OSC1", K.SMART_COUNTER)
    for wrong in (
        details(is_spare=True, spare_for=stranger),
        details(K.ATM, is_spare=True, spare_for=smart),
        details(is_spare=False, spare_for=smart),
    ):
        with pytest.raises(SpareUnfit):
            register.add(branch, "SPARE", wrong, by=tech.actor, at=at)

    spare = register.add(branch, "SPARE", details(is_spare=True, spare_for=smart), by=tech.actor, at=at)

    with pytest.raises(SpareUnfit):
        register.change(spare, details(is_spare=True, spare_for=spare), by=tech.actor, at=at)
    with pytest.raises(HasSpares):
        register.change(smart, details(K.VTM), by=tech.actor, at=at)


def test_zone_and_services_are_of_the_branch(branch, other_branch, tech, at):
    zone = factories.make_zone(other_branch)
    service = factories.make_service(other_branch, "cash", "A", zone=zone)

    for wrong in (details(zone=zone), details(functions={service: ()})):
        with pytest.raises(NotOfTheBranch):
            register.add(branch, "SC1", wrong, by=tech.actor, at=at)


def test_the_list_finds_and_narrows(branch, zone, tech, at):
    register.add(branch, "A1", details(K.ATM, zone=zone, serial="SN-77", vendor="Acme"), by=tech.actor, at=at)
    register.add(branch, "A2", details(K.ATM, is_spare=True), by=tech.actor, at=at)
    register.add(branch, "P1", details(K.PRINTER, is_active=False), by=tech.actor, at=at)

    def found(**wish):
        return [device.code for device in listed(branch, Wish(**wish))]

    assert found() == ["A1", "A2"]
    assert found(unused=True) == ["A1", "A2", "P1"]
    assert (found(q="sn-77"), found(q="acme a1"), found(q="acme a2")) == (["A1"], ["A1"], [])
    assert (found(zone=zone.code), found(zone="-")) == (["A1"], ["A2"])
    assert (found(spare="yes"), found(spare="no")) == (["A2"], ["A1"])
    assert (found(state="available"), found(state="down"), found(kind="nonsense")) == (["A1", "A2"], [], [])


def test_the_database_keeps_spares_apart(branch, smart):
    from django.db import IntegrityError, transaction

    for values in ({"spare_for": smart}, {"spare_for": smart, "is_spare": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Device.objects.filter(pk=smart.pk).update(**values)


@pytest.mark.django_db(transaction=True)
def test_two_who_move_a_machine_at_once_leave_one_line_of_history_after_the_other(branch, zone, smart, tech, at):
    near, far = (factories.make_zone(branch, code) for code in ("near", "far"))

    meet(
        lambda: register.change(smart, details(name_zh="机", zone=near), by=tech.actor, at=at),
        lambda: register.change(smart, details(name_zh="机", zone=far), by=tech.actor, at=at),
    )

    moved = Entry.objects.filter(branch_id=branch.pk, type="device.changed").order_by("seq")
    assert [entry.payload["changes"]["zone"] for entry in moved] == [["", near.code], [near.code, far.code]]
