"""One item as it is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lobby.branches.enums import RoleCode
from lobby.floor.enums.library import ContentKind

Both = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """Title, body and the questions on it are Chinese and English."""

    code: str
    kind: ContentKind
    title: Both
    body: Both
    service: str = ""
    roles: tuple[RoleCode, ...] = ()
    tags: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    must_acknowledge: bool = False
    quiz: Both = ("", "")
