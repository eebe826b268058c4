"""Many values in one statement: whatever stands in them arrives as it left."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from lobby.customers.domain.tables import array, insert, one_of
from lobby.customers.enums.cards import Tier
from lobby.customers.models import Customer, Household
from tests import factories

TEXTS = [
    "",
    " ",
    "NULL",
    "null",
    "{}",
    "{a,b}",
    '"',
    "\\",
    '\\"',
    "'",
    "''; --",
    "%s",
    "a\tb\rc",
    "张小明",
    "𠮷",
    None,
    "\\N",
]
PARIS = dt.timezone(dt.timedelta(hours=2))


def arrived(values: list[object], of: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT one FROM unnest(%s::{of}[]) one", [array(values)])
        return [one for (one,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("of", "values"),
    [
        ("text", TEXTS),
        ("text", []),
        ("text", [Tier.VIP]),
        ("boolean", [True, False, None]),
        ("bigint", [0, -1, 2**63 - 1, None]),
        ("date", [dt.date(1900, 1, 1), None, dt.date(9999, 12, 31)]),
        ("timestamptz", [dt.datetime(2026, 3, 29, 2, 30, 0, 5, tzinfo=PARIS), None]),
    ],
)
def test_values_arrive_as_they_left(of: str, values: list[object]) -> None:
    assert arrived(values, of) == values


def test_rows_are_inserted_and_found_by_hostile_words(db: None) -> None:
    branch, at = factories.make_branch(), dt.datetime(2026, 3, 28, tzinfo=dt.UTC)
    keys = [one for one in TEXTS if one]
    columns = {"branch_id": "bigint", "key_index": "text", "created_at": "timestamptz"}

    found = insert("customers_household", columns, ((branch.pk, key, at) for key in keys), ending="RETURNING key_index")

    assert [key for (key,) in found] == keys
    wanted = keys[3:6]
    assert {one.key_index for one in Household.objects.filter(one_of("key_index", wanted, "text"))} == set(wanted)
    assert not Customer.objects.filter(one_of("pk", [])).exists()
    assert insert("customers_household", columns, []) == []
