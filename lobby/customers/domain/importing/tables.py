"""Many rows into a table with one statement, whatever their number, without a model instance for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection


def insert(table: str, columns: Mapping[str, str], rows: Iterable[Iterable[Any]], *, ending: str = "") -> list[Any]:
    """Insert rows given in the order of the columns, name → type; returns what a RETURNING at the end asks for.

    Names of tables and columns are our own, never anybody's input. No statement for no rows.
    """
    values = [list(column) for column in zip(*rows, strict=True)]
    if not values:
        return []
    arrays = ", ".join(f"%s::{one}[]" for one in columns.values())
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {ending}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if "RETURNING" in ending else []
