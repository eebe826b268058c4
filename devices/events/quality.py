"""News of quality sheets. They are not for the screens of the branch: no marks, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class QcSheetMoved(Event):
    """A sheet was drawn, scored, appealed against or is final."""

    type: ClassVar[str] = "vtmqc.moved"
    subject_type: ClassVar[str] = "vtm_qc"
    vtm_qc: int
    vtm_session: int
    agent: int
    status: str


@dataclass(frozen=True, kw_only=True)
class VtmCertified(Event):
    """A remote teller has a new certificate."""

    type: ClassVar[str] = "vtmqc.certified"
    subject_type: ClassVar[str] = "staff"
    staff: int
    valid_until: str


@dataclass(frozen=True, kw_only=True)
class VtmCertificateRevoked(Event):
    """A certificate does not count any more."""

    type: ClassVar[str] = "vtmqc.certificate_revoked"
    subject_type: ClassVar[str] = "staff"
    staff: int
