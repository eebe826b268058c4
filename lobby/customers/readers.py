"""How a card or identity document is read: an adapter of the bank's, named in the setting `CARD_READER`.

An adapter is a function. It is told where the reader stands (the code of the kiosk, or the name of whoever sits at the
counter) and what the page sent, and answers a `Reading`, or None while nothing lies on the reader. What it reads goes
straight into a blind index (`lobby/customers/numbers.py`): the number is neither kept nor written into any log. There is
no picture in a reading, and nowhere to put one (N03). docs/finding-a-customer.md says how to write one.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from lobby.customers.enums.finding import FindWay
from lobby.customers.errors.finding import NoReader, NothingRead
from lobby.customers.numbers import plain

FRESH_S = 60
MOST_BYTES = 200
STATION = re.compile(r"[A-Za-z0-9_-]{1,40}")
DOCUMENT = re.compile(r"[0-9]{17}[0-9Xx]")
BANK_CARD = re.compile(r"[0-9]{12,19}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What lay on the reader; the number is not printed with it."""

    way: FindWay
    number: str = field(repr=False)


Reader = Callable[[str, str], Reading | None]


def has_reader() -> bool:
    """Whether the bank has named one."""
    return bool(settings.CARD_READER)


def read(station: str, given: str = "") -> Reading:
    """Ask the adapter. Raises NoReader when none is set, NothingRead when nothing lies on it."""
    if not has_reader():
        raise NoReader
    reader = cast(Reader, import_string(settings.CARD_READER))
    reading = reader(station, given)
    if reading is None:
        raise NothingRead
    return reading


def typed(station: str, given: str) -> Reading | None:
    """A reader that types like a keyboard into the page's field: by its form a document's or a card's number."""
    return reading_of(given)


def from_folder(station: str, given: str) -> Reading | None:
    """A reader whose own program writes `<station>.txt` into the folder `CARD_FOLDER`, at most a minute ago.

    The file is deleted before it is believed, so that one reading is used once.
    """
    if not settings.CARD_FOLDER or not STATION.fullmatch(station):
        return None
    path = Path(settings.CARD_FOLDER) / f"{station}.txt"
    try:
        age_s = time.time() - path.stat().st_mtime
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
        path.unlink()
    except OSError:
        return None
    return reading_of(content.decode(errors="replace")) if age_s <= FRESH_S else None


def reading_of(text: str) -> Reading | None:
    """What a number is by its form; None for anything else."""
    number = re.sub(r"\s", "", plain(text))
    if DOCUMENT.fullmatch(number):
        return Reading(FindWay.DOCUMENT, number)
    return Reading(FindWay.BANK_CARD, number) if BANK_CARD.fullmatch(number) else None
