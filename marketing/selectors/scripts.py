"""Scripts by kind, product and state, and which were used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lobby.branches.models import Branch, Staff
from lobby.floor.access.library import workable
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import Wish, in_force, search
from marketing.domain.language import findings
from marketing.enums.products import ProductStatus
from marketing.enums.scripts import SCRIPTS
from marketing.models import Product, ScriptUse
from queueing.models import Visit

USED_WITHIN = dt.timedelta(days=30)
# The list of AD-4: scripts, and what is never said.
LISTED = (*SCRIPTS, ContentKind.REJECTED_EXAMPLE)


@dataclass(frozen=True, kw_only=True)
class ScriptWish:
    """What somebody looks for; a state other than in force is for those who write or decide."""

    q: str = ""
    kind: str = ""
    product: str = ""
    state: str = ""


def scripts(branch: Branch, staff: Staff, wish: ScriptWish, *, at: dt.datetime) -> QuerySet[LibraryVersion]:
    """The scripts that fit (no query of its own): in force at the branch, or in a state among those one works on."""
    kinds = [wish.kind] if wish.kind in LISTED else LISTED
    if wish.state:
        versions = LibraryVersion.objects.filter(item__in=workable(staff).values("pk"), status=wish.state)
        versions = versions.filter(item__kind__in=kinds).select_related("item")
    else:
        versions = in_force(kinds, branch, at)
    if wish.product:
        versions = versions.filter(extra__product=wish.product)
    return search(versions, Wish(q=wish.q))


def uses_of(versions: Iterable[LibraryVersion], branch: Branch, *, at: dt.datetime) -> dict[int, int]:
    """How often each was used at the branch within thirty days (1 query)."""
    rows = ScriptUse.objects.filter(branch=branch, at__gt=at - USED_WITHIN, version__in=[one.pk for one in versions])
    return dict(rows.values_list("version").annotate(n=Count("pk")))


def used_in(visit: Visit) -> dict[int, ScriptUse]:
    """What was used in a visit, by version (1 query)."""
    return {row.version_id: row for row in ScriptUse.objects.filter(visit=visit).select_related("staff")}


def product_names() -> dict[str, str]:
    """Names of the products that a script may be about, by code (1 query)."""
    rows = Product.objects.filter(is_private=False).exclude(status=ProductStatus.STOPPED)
    return {one.code: one.name for one in rows.order_by("position", "code")}


def objections(version: LibraryVersion) -> int:
    """How many places of a version the language check refuses; no query."""
    if version.item.kind not in SCRIPTS:
        return 0
    parts = [value for value in version.extra.values() if isinstance(value, str)]
    texts = [version.title_zh, version.title_en, version.body_zh, version.body_en, *parts]
    return sum(len(findings(text)) for text in texts if text)
