"""What a machine says of itself at one moment, whatever protocol it came by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from devices.enums.reports import (
    AntiFraud,
    Cash,
    ErrorAction,
    ErrorKind,
    Media,
    Paper,
    Position,
    Storage,
    Toner,
    VendorMode,
    Word,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report in the words of XFS4IoT; what it does not speak of is None.

    `at` and `seq` are the machine's own; `text` is for people and makes no report new.
    """

    at: dt.datetime
    device: Word
    seq: int | None = None
    paper: Paper | None = None
    toner: Toner | None = None
    media: Media | None = None
    dispenser: Cash | None = None
    acceptor: Cash | None = None
    storage: Storage | None = None
    antifraud: AntiFraud | None = None
    position: Position | None = None
    vendor_mode: VendorMode | None = None
    event_id: ErrorKind | None = None
    action: ErrorAction | None = None
    text: str = ""

    @property
    def order(self) -> tuple[dt.datetime, int]:
        """What makes one report newer than another; one without a count is the first of its moment."""
        return self.at, -1 if self.seq is None else self.seq

    @property
    def told(self) -> dict[str, str]:
        """Its words as they are kept, without when."""
        words = {name: getattr(self, name) for name in WORDS}
        return {name: str(word) for name, word in words.items() if word is not None}

    @classmethod
    def of_told(cls, told: Mapping[str, str], *, at: dt.datetime, seq: int | None = None) -> Report:
        """A report of kept words; those that no one knows any more are left out."""
        return cls(at=at, seq=seq, **{name: WORDS[name](word) for name, word in told.items() if name in WORDS})


WORDS: dict[str, Any] = {
    "device": Word,
    "paper": Paper,
    "toner": Toner,
    "media": Media,
    "dispenser": Cash,
    "acceptor": Cash,
    "storage": Storage,
    "antifraud": AntiFraud,
    "position": Position,
    "vendor_mode": VendorMode,
    "event_id": ErrorKind,
    "action": ErrorAction,
}
