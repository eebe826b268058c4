"""Emptying the database after a test that commits: its few rows are deleted.

Django truncates, and so makes hundreds of files anew, one for each table and each index, however little was in them.
Then it writes a row for each model and four rights on it anew; here those rows stay.
"""

from collections.abc import Sequence

from django.core.management.color import Style
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations

# Deleted rows keep their place, as nothing vacuums here, so what has grown is truncated after all.
_MANY_BYTES = 1_000_000
STAYING = {"django_content_type", "auth_permission"}
# Locked as TRUNCATE does: what a web process is still at ends before. The role lets rows go in any order.
_EMPTY = f"""
DO $$
DECLARE one regclass;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH one IN ARRAY ARRAY[{{names}}]::regclass[] LOOP
        -- What has no length has no row. The journal has partitions and no file of its own.
        CONTINUE WHEN pg_relation_size(one) = 0 AND one <> 'live_entry'::regclass;
        IF pg_relation_size(one) > {_MANY_BYTES} THEN
            EXECUTE format('TRUNCATE %s CASCADE', one);
        ELSE
            EXECUTE format('DELETE FROM %s', one);
        END IF;
    END LOOP;
END $$
"""


def sql_flush(
    self: DatabaseOperations,
    style: Style,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """What takes the place of the method of this name, where sequences may go on."""
    if reset_sequences or not tables:
        return _truncate(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    names = [self.quote_name(table) for table in tables if table not in STAYING]
    listed = ", ".join(f"'{name}'" for name in names)
    return [f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE", _EMPTY.format(names=listed)]


_truncate = DatabaseOperations.sql_flush


def install() -> None:
    """Let Django's `flush` work so in this process."""
    DatabaseOperations.sql_flush = sql_flush
    flush.emit_post_migrate_signal = lambda *_: None
