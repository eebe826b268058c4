"""Prepared querysets answer what the queryset itself would."""

import pytest

from lobby.branches.models import AccessKey, Branch, Counter, Service
from lobby.branches.prepared import Parameter, Prepared, PreparedRows
from tests.factories import make_branch


def test_objects_come_with_their_relations_in_one_query(counter, counter2, django_assert_num_queries):
    prepared = Prepared(
        lambda: Counter.objects.select_related("zone", "branch__unit").filter(code=Parameter("code"), is_active=True)
    )

    for code, expected in (("1", counter), ("2", counter2)):
        with django_assert_num_queries(1):
            found = prepared.first(code=code)
            assert (found, found.branch.unit.code, found.zone.pk) == (expected, "R7001", counter.zone_id)
    assert prepared.all(code="nope") == []
    assert prepared.first(code="nope") is None


def test_nullable_relations_and_converted_columns(kiosk, cash, at):
    key = AccessKey.objects.create(prefix="abc", secret_hash="x", device=kiosk, created_at=at)
    keys = Prepared(lambda: AccessKey.objects.select_related("staff", "device").filter(prefix=Parameter("prefix")))
    services = Prepared(lambda: Service.objects.filter(pk=Parameter("pk")))

    found = keys.first(prefix="abc")

    assert (found, found.staff, found.device, found.created_at) == (key, None, kiosk, at)
    assert services.first(pk=cash.pk).channels == ["counter"]


def test_rows(branch):
    make_branch("7003")
    rows = PreparedRows(lambda: Branch.objects.filter(code__gte=Parameter("code")).order_by("code").values_list("code"))

    assert rows.all(code="7001") == [("7001",), ("7003",)]
    assert rows.all(code="7002") == [("7003",)]


def test_a_missing_parameter_is_an_error(branch):
    with pytest.raises(KeyError):
        Prepared(lambda: Branch.objects.filter(code=Parameter("code"))).all()


def test_a_number_that_no_column_holds_finds_nothing(branch, django_assert_num_queries):
    prepared = Prepared(lambda: Branch.objects.filter(pk=Parameter("pk")))

    assert prepared.first(pk=branch.pk) == branch
    with django_assert_num_queries(0):
        assert prepared.first(pk=2**63) is None


def test_constants_stay_in_the_text(branch):
    prepared = Prepared(lambda: Branch.objects.filter(pk=Parameter("pk")).exclude(name_en__contains="50% %s"))

    assert prepared.first(pk=branch.pk) == branch
    assert "50" in prepared.statement().prepared.sql
