"""A thousand rows with one statement: no model instance and no parameter for each.

Values travel as PostgreSQL's own text of an array. A parameter for each would be most of the work, here and in its parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Value


def array(values: Iterable[Any]) -> str:
    """The text of an array: everything but NULL in quotation marks, whatever stands in it."""
    return f"{{{','.join(map(element, values))}}}"


def element(value: Any) -> str:
    """One of its values."""
    if value is None:
        return "NULL"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def one_of(column: str, values: Iterable[Any], of: str = "bigint") -> Func:
    """A condition: the column is one of many values of a type, which is our own word, never anybody's input."""
    return Func(
        F(column),
        Value(array(values)),
        template=f"%(expressions)s::{of}[])",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


def insert(table: str, columns: Mapping[str, str], rows: Iterable[Iterable[Any]], *, ending: str = "") -> list[Any]:
    """Insert rows given in the order of the columns, name → type; returns what a RETURNING at the end asks for.

    Names of tables and columns are our own, never anybody's input. No statement for no rows.
    """
    values = [array(column) for column in zip(*rows, strict=True)]
    if not values:
        return []
    arrays = ", ".join(f"%s::{one}[]" for one in columns.values())
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {ending}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if "RETURNING" in ending else []
