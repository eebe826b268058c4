import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from lobby.branches.actors import SYSTEM
from lobby.live import journal, partitions
from lobby.live.tasks import extend_partitions
from tests.live.sample import Rung

pytestmark = pytest.mark.django_db


def table_of(bell: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM live_entry WHERE subject_id = %s", [bell])
        return str(cursor.fetchone()[0])


def ring(bell: int, at: dt.datetime) -> None:
    with journal.unit(by=SYSTEM, at=at):
        journal.record(Rung(branch_id=1, bell=bell))


def test_migration_made_three_months_ahead() -> None:
    assert partitions.months_ahead(at=timezone.now()) == 3


def test_entry_lies_in_its_month_and_any_other_date_in_the_default() -> None:
    now = timezone.now()
    ring(1, now)
    ring(2, dt.datetime(2001, 1, 1, tzinfo=dt.UTC))

    assert table_of(1) == f"live_entry_{now:%Y_%m}"
    assert table_of(2) == "live_entry_default"


def test_extend_makes_what_is_missing_once() -> None:
    later = dt.datetime(2031, 11, 15, tzinfo=dt.UTC)
    assert partitions.months_ahead(at=later) == 0

    made = partitions.extend(at=later)

    assert made == [f"live_entry_{month}" for month in ("2031_10", "2031_11", "2031_12", "2032_01", "2032_02")]
    assert partitions.months_ahead(at=later) == 3
    assert partitions.extend(at=later) == []


def test_task_run_again_does_nothing() -> None:
    before = partitions.existing()

    extend_partitions()

    assert partitions.existing() == before
