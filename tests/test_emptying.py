"""What a test has committed is gone before the next one."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from queueing.models import CounterSession
from tests.emptying import STAYING


@pytest.mark.django_db(transaction=True)
def test_flush_leaves_no_row_in_tables_small_and_large(session: CounterSession) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date)"
            " SELECT number::text, repeat(md5(number::text), 40), now() FROM generate_series(1, 2000) number"
        )
    assert {"branches_branch", "queueing_countersession", "django_session"} <= filled()

    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)

    assert filled() == STAYING


def filled() -> set[str]:
    """Names of the tables that have rows."""
    with connection.cursor() as cursor:
        names = connection.introspection.django_table_names(only_existing=True, include_views=False)
        cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names))
        return {row[0] for row in cursor.fetchall()}
