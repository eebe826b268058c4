"""News of who reads: that personal data was shown, never what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonalDataShown(Event):
    """Somebody had the personal data of a complaint shown. Boards do not change by it: the family is not `complaint`."""

    type: ClassVar[str] = "personal_data.shown"
    subject_type: ClassVar[str] = "complaint"
    complaint: int
    number: str
