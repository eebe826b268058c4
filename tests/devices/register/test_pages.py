"""The register's pages: who sees what, constant query counts, windows, keys."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from devices.models import MaintenanceWindow
from lobby.branches import keys
from lobby.branches.enums import DeviceKind
from lobby.branches.models import AccessKey, Device
from lobby.live.models import Entry
from tests import factories

JSON = {"HTTP_ACCEPT": "application/json"}


def page(name, *args):
    return reverse(f"devices:{name}", args=args)


def filled(**values):
    return {"name_zh": "机", "name_en": "Machine", "kind": "atm", "is_active": "on", **values}


@pytest.fixture
def as_(client):
    def sign_in(staff):
        client.force_login(staff)
        return client

    return sign_in


def test_the_list_costs_the_same_for_one_and_for_five_hundred(
    branch, zone, tech, as_, django_assert_num_queries, django_assert_max_num_queries
):
    client = as_(tech)
    factories.make_device(branch, "D000", DeviceKind.ATM)
    client.get(page("register", branch.code))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(page("register", branch.code))
    Device.objects.bulk_create(
        Device(branch=branch, zone=zone, code=f"D{n:03}", kind="atm", name_zh="机", name_en="M") for n in range(1, 500)
    )

    with django_assert_num_queries(len(one)):
        answer = client.get(page("register", branch.code))

    assert len(one) <= 10
    assert answer.content.decode().count("register-link") == 500


@pytest.mark.parametrize("kind", DeviceKind)
def test_every_kind_is_made_on_the_page(branch, zone, tech, as_, kind):
    values = filled(code="NEW1", kind=kind, zone=zone.pk)

    answer = as_(tech).post(page("register-add", branch.code), values, **JSON)

    made = Device.objects.get(code="NEW1")
    assert answer.json()["redirect"] == page("register-device", made.pk)
    assert (made.kind, made.zone) == (kind, zone)
    assert as_(tech).get(page("register-device", made.pk)).status_code == 200


def test_what_is_wrong_is_said_beside_the_field(branch, smart, tech, as_):
    client = as_(tech)
    taken = client.post(page("register-add", branch.code), filled(code="SC9"), **JSON)
    wrong = client.post(page("register-add", branch.code), filled(code="a b", kind="toaster"), **JSON)
    unlike = client.post(page("register-add", branch.code), filled(code="X", is_spare="on", spare_for=smart.pk), **JSON)

    assert (taken.status_code, taken.json()["code"]) == (409, "code_taken")
    assert set(wrong.json()["fields"]) == {"code", "kind"}
    assert set(unlike.json()["fields"]) == {"spare_for"}


def test_functions_come_from_the_page(branch, smart, cash, tech, as_):
    values = filled(kind="smart_counter", services=["cash"], needs_cash=["dispenser", "printer"])

    answer = as_(tech).post(page("register-change", smart.pk), values, **JSON)

    assert answer.status_code == 200
    assert smart.functions.get().needs == ["dispenser", "printer"]
    assert "→ cash:dispenser+printer" in as_(tech).get(page("register-device", smart.pk)).content.decode()


def test_who_may_not_change_a_machine_reads_facts_and_meets_no_boxes(branch, smart, cash, zone, tech, manager, as_):
    values = filled(kind="smart_counter", zone=zone.pk, vendor="Greatwall", services=["cash"], needs_cash=["printer"])
    as_(tech).post(page("register-change", smart.pk), values, **JSON)
    assert 'name="vendor"' in as_(tech).get(page("register-device", smart.pk)).content.decode()

    html = as_(manager).get(page("register-device", smart.pk)).content.decode()

    main = html[html.index("<main") : html.index("</main")]
    assert "<input" not in main.replace('<input type="hidden"', "")
    assert "<select" not in main
    assert "<dd>Greatwall</dd>" in main
    assert cash.name in main


def test_strangers_find_nothing_and_others_may_not(branch, smart, stranger, teller, manager, keyholder, as_):
    window = MaintenanceWindow.objects.create(
        device=smart, starts_at=timezone.now(), ends_at=timezone.now() + dt.timedelta(hours=1)
    )
    gets = [page("register", branch.code), page("register-device", smart.pk)]
    edits = [
        page("register-add", branch.code),
        page("register-change", smart.pk),
        page("register-plan", smart.pk),
        page("register-window", smart.pk, window.pk),
        page("register-window-end", smart.pk, window.pk),
        page("register-check", branch.code),
        page("register-take", branch.code),
    ]
    others = [page("register-shut-out", smart.pk), page("register-key", smart.pk)]

    def answers(staff, posts=(), pages=()):
        client = as_(staff)
        return {client.get(one).status_code for one in pages} | {client.post(one).status_code for one in posts}

    assert answers(stranger, edits + others, gets) == {404}
    assert answers(teller, edits + others, gets) == {403}
    assert answers(manager, edits, gets) == {200, 403}
    assert answers(keyholder, edits) == {403}
    assert answers(manager, [page("register-key", smart.pk)]) == {403}


def test_maintenance_is_planned_moved_and_called_off(branch, smart, tech, as_):
    client = as_(tech)
    day = (timezone.now() + dt.timedelta(days=2)).date()
    planned = client.post(
        page("register-plan", smart.pk), {"starts": f"{day}T10:00", "ends": f"{day}T12:00", "reason": "yearly"}, **JSON
    )
    overlap = client.post(page("register-plan", smart.pk), {"starts": f"{day}T11:00", "ends": f"{day}T13:00"}, **JSON)
    window = MaintenanceWindow.objects.get()
    moved = client.post(
        page("register-window", smart.pk, window.pk), {"starts": f"{day}T14:00", "ends": f"{day}T15:00"}, **JSON
    )

    assert (planned.status_code, overlap.json()["code"], moved.status_code) == (200, "window_overlaps", 200)
    window.refresh_from_db()
    assert f"{window.starts_at:%H:%M}" == "06:00"  # 14:00 on the branch's clock
    assert client.post(page("register-window-end", smart.pk, window.pk), **JSON).status_code == 200
    assert not MaintenanceWindow.objects.exists()
    types = Entry.objects.filter(subject_type="device").order_by("seq").values_list("type", flat=True)
    assert list(types) == ["device.window_planned", "device.window_changed", "device.window_ended"]
    assert client.get(page("register-device", smart.pk)).content.decode().count("yearly") == 1


def test_a_key_is_shown_once(branch, smart, keyholder, as_):
    client = as_(keyholder)

    answer = client.post(page("register-key", smart.pk), {"label": "front"})

    key = AccessKey.objects.get(device=smart)
    secret = answer.content.decode().split("register-secret")[1].split(">")[1].split("<")[0]
    assert "no-store" in answer["Cache-Control"]
    assert keys.find_key(secret) == key
    again = client.get(page("register-device", smart.pk)).content.decode()
    assert key.prefix in again
    assert secret not in again


def test_one_click_ends_every_key(branch, smart, manager, as_):
    made = [keys.create_key(smart, at=timezone.now())[1] for _ in range(2)]
    client = as_(manager)

    answer = client.post(page("register-shut-out", smart.pk), **JSON)

    assert answer.status_code == 200
    assert [keys.find_key(secret) for secret in made] == [None, None]
    again = client.post(page("register-shut-out", smart.pk), **JSON)
    assert (again.status_code, again.json()["code"]) == (409, "no_key_lives")
