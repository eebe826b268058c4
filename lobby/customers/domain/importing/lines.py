"""Lines of a file, read one at a time, so that memory does not grow with the file or with a line.

A cell has no line break in it: an unclosed quotation mark spoils its own line and no other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from lobby.customers.domain.importing.columns import Column, columns_of
from lobby.customers.enums.imports import Reason
from lobby.customers.errors.imports import BadFile

LONGEST = 16 * 1024
UTF_8, GB = "utf-8", "gb18030"
BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number in the file: its cells, or what is wrong with it."""

    number: int
    cells: tuple[str, ...] = ()
    problem: Reason | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its lines below the header."""

    columns: tuple[Column, ...]
    lines: Iterator[Line]


def read(file: IO[bytes]) -> Table:
    """Open a table. Raises BadFile when the header tells nothing."""
    encoding = encoding_of(file)
    file.seek(0)
    raw = raw_lines(file)
    first = next(raw, b"")
    header = split(first.removeprefix(BOM), encoding)
    if isinstance(header, Reason):
        raise BadFile(reason=_("the first line does not name the columns"))
    columns = columns_of(list(header))
    return Table(columns, lines(raw, encoding, len(columns)))


def encoding_of(file: IO[bytes]) -> str:
    """UTF-8 or GB 18030: whichever more lines with Chinese characters are written in (reads the file once)."""
    file.seek(0)
    if file.read(2) in UTF_16:
        raise BadFile(reason=_("please save it as CSV in UTF-8"))
    file.seek(0)
    balance = 0
    for line in raw_lines(file):
        if not line.isascii():
            balance += 1 if is_utf_8(line) else -1
    return UTF_8 if balance >= 0 else GB


def is_utf_8(line: bytes) -> bool:
    """Whether a line can be read as UTF-8."""
    try:
        line.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def raw_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines as bytes; of one that is too long only its beginning, which is longer than allowed."""
    while line := file.readline(LONGEST + 1):
        whole = line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)
        yield whole


def lines(raw: Iterator[bytes], encoding: str, width: int) -> Iterator[Line]:
    """Every line below the header but empty ones."""
    for number, line in enumerate(raw, start=2):
        found = split(line, encoding)
        if isinstance(found, Reason):
            yield Line(number, problem=found)
        elif any(found):
            yield Line(number, found) if len(found) == width else Line(number, problem=Reason.CELLS)


def split(line: bytes, encoding: str) -> tuple[str, ...] | Reason:
    """The cells of a line without the spaces around them, or what is wrong with it."""
    if len(line) > LONGEST:
        return Reason.LENGTH
    if b"\0" in line:
        return Reason.BYTES
    try:
        cells = next(csv.reader([line.decode(encoding).rstrip("\r\n")], strict=True), [])
    except UnicodeDecodeError:
        return Reason.BYTES
    except csv.Error:
        return Reason.CELLS
    return tuple(cell.strip() for cell in cells)
