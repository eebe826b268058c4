"""The demo branch's rows, kept beside the tables: writing them takes seconds of work, copying them back a moment.

They are written anew when they have grown so old that a screen would show it. What comes back has the ids it had, so
nobody may still be connected to the web process then.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone

from lobby.branches.models import Branch
from tests.browser.hall import Hall, write_demo

# The demo tells of the minutes before it was written.
_OLD = dt.timedelta(seconds=90)
# What stays in an emptied database is left out. Partitions get their rows through their table; generated columns are made again.
_TABLES = """
SELECT c.relname,
       string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
GROUP BY c.relname
"""


class Kept:
    """The rows of the last demo that was written, of each table that has any."""

    def __init__(self) -> None:
        self.columns: dict[str, str] = {}
        self.written_at: dt.datetime | None = None

    def hall(self) -> Hall:
        """Fill the empty tables with the demo branch."""
        if self.written_at is None or timezone.now() - self.written_at > _OLD:
            self.written_at = timezone.now()
            hall = write_demo()
            self._keep()
            return hall
        self._bring_back()
        return Hall(Branch.objects.get(code="0001"))

    def _keep(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            cursor.execute(_TABLES)
            self.columns = dict(cursor.fetchall())
            for table in list(self.columns):
                cursor.execute(f'CREATE UNLOGGED TABLE kept."{table}" AS TABLE public."{table}"')
                if not cursor.rowcount:
                    del self.columns[table]

    def _bring_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # Rows may come in any order.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, columns in self.columns.items():
                cursor.execute(f'INSERT INTO public."{table}" ({columns}) SELECT {columns} FROM kept."{table}"')
