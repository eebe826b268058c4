"""The register as a table in a file: reading what people send, writing what they can open anywhere.

Files come from office programs: UTF-8 with or without a mark, or GB18030. What is written has the mark, so that those
programs read it, and no cell that they would take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from devices.domain.register import functions_of, worded_functions
from devices.errors.tables import TableColumns, TableTooLarge, TableUnreadable
from lobby.branches.models import Device

COLUMNS = (
    "code",
    "kind",
    "name_zh",
    "name_en",
    "branch",
    "zone",
    "model",
    "serial",
    "vendor",
    "accessible",
    "spare",
    "spare_for",
    "active",
    "functions",
)
REQUIRED = ("code", "kind", "name_zh", "name_en")
MOST_BYTES, MOST_ROWS, LONGEST_CELL = 160 * 1024, 1000, 500
BOM = "\ufeff"
# What office programs read as the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
EXAMPLE = {
    "code": "SC9",
    "kind": "smart_counter",
    "name_zh": "智能柜台九",
    "name_en": "Smart counter 9",
    "accessible": "yes",
    "active": "yes",
    "functions": "card:card; cash:acceptor+dispenser",
}

Row = dict[str, str]


def decoded(data: bytes) -> str:
    """The text of a file. Raises TableTooLarge, TableUnreadable."""
    if len(data) > MOST_BYTES:
        raise TableTooLarge(kilobytes=MOST_BYTES // 1024, rows=MOST_ROWS)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return checked(text)
    raise TableUnreadable


def checked(text: str) -> str:
    """Text that can be a table. Raises TableTooLarge, TableUnreadable."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise TableTooLarge(kilobytes=MOST_BYTES // 1024, rows=MOST_ROWS)
    if any(ord(sign) < 32 and sign not in "\r\n\t" for sign in text) or not text.strip():
        raise TableUnreadable
    return text


def rows(text: str) -> list[tuple[int, Row]]:
    """The rows with the lines they begin on; empty ones are left out.

    Raises TableUnreadable, TableColumns, TableTooLarge.
    """
    reader = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    found: list[tuple[int, Row]] = []
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        check_columns(names)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((line, row_of(names, cells)))
            line = reader.line_num + 1
            if len(found) > MOST_ROWS:
                raise TableTooLarge(kilobytes=MOST_BYTES // 1024, rows=MOST_ROWS)
    except csv.Error as error:
        raise TableUnreadable from error
    return found


def row_of(names: Sequence[str], cells: Sequence[str]) -> Row:
    """One row by column; what stands beyond the last column is kept under no name, so that it is noticed."""
    row = {name: unguarded(cell.strip()) for name, cell in zip(names, cells, strict=False)}
    if any(cell.strip() for cell in cells[len(names) :]):
        row[""] = ""
    return row


def check_columns(names: Sequence[str]) -> None:
    """Known columns, each once, the required ones among them. Raises TableColumns."""
    unknown = [name or "—" for name in names if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in names]
    if unknown or missing or len(set(names)) != len(names):
        raise TableColumns(unknown=", ".join(unknown)[:200] or "—", missing=", ".join(missing) or "—")


def guarded(cell: str) -> str:
    """A cell that no program takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) or is_guarded(cell) else cell


def is_guarded(cell: str) -> bool:
    """Whether it looks like one that `guarded` wrote."""
    return cell.startswith("'") and cell[1:].startswith((*FORMULA, "'"))


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if is_guarded(cell) else cell


def written(lines: Iterable[Row]) -> str:
    """A file of rows, with the mark and the names of the columns."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([guarded(line.get(name, "")) for name in COLUMNS])
    return BOM + file.getvalue()


def line_of(device: Device) -> Row:
    """A machine as a row; it comes with branch, zone, spare_for and functions."""
    return {
        "code": device.code,
        "kind": device.kind,
        "name_zh": device.name_zh,
        "name_en": device.name_en,
        "branch": device.branch.code,
        "zone": device.zone.code if device.zone else "",
        "model": device.model,
        "serial": device.serial,
        "vendor": device.vendor,
        "accessible": yes(device.is_accessible),
        "spare": yes(device.is_spare),
        "spare_for": device.spare_for.code if device.spare_for else "",
        "active": yes(device.is_active),
        "functions": worded_functions(functions_of(device)),
    }


def yes(value: bool) -> str:
    """Yes or no, as a file says it."""
    return "yes" if value else "no"
