"""Rows meet the cards that are there: which say nothing new, and what they change of consents.

What a customer said in the lobby counts until the core system brings something that is dated later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lobby.branches.calendar import day_start
from lobby.customers.domain.importing.columns import Column
from lobby.customers.domain.importing.resolving import Known
from lobby.customers.domain.tables import one_of
from lobby.customers.encryption import blind_index
from lobby.customers.enums.profile import ConsentPurpose, ConsentWay
from lobby.customers.models import ConsentEntry, Customer
from lobby.customers.selectors.terms import forgotten_until

C, P = Column, ConsentPurpose
# Purpose → column of the file, column of the card.
CONSENTS = {
    P.SERVICE: (C.SERVICE_CONSENT, "consent_service_at"),
    P.MARKETING: (C.MARKETING_CONSENT, "consent_marketing_at"),
    P.HOUSEHOLD: (C.HOUSEHOLD_CONSENT, "consent_household_at"),
}
Latest = dict[tuple[int, str], tuple[str, dt.datetime]]


@dataclass(slots=True)
class Met:
    """A row with its card, None for a new one, and the consents as they stand afterwards."""

    known: Known
    digest: str
    card: Customer | None = None
    consents: dict[str, dt.datetime | None] = field(default_factory=dict)
    # What the row changes: purpose, given or taken back, since when.
    turned: list[tuple[ConsentPurpose, bool, dt.datetime]] = field(default_factory=list)
    # Whether the customer left so long ago that a card of theirs would be forgotten, and most likely was.
    is_forgotten: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether the core system said the very same before, or speaks of somebody whom we forgot."""
        return self.is_forgotten or (self.card is not None and self.card.import_digest == self.digest)

    @property
    def is_unlinked(self) -> bool:
        """Whether it names a family that the customer did not agree to be linked with."""
        return bool(self.known.row[C.HOUSEHOLD]) and self.consents[P.HOUSEHOLD] is None


def meet(found: list[Known], *, at: dt.datetime, is_locking: bool) -> list[Met]:
    """Rows beside their cards (1–3 queries)."""
    cards = cards_of(found, is_locking=is_locking)
    met = [Met(one, blind_index(one.row.text), cards.get(one.key)) for one in found]
    gone = [one for one in met if one.card is None and one.known.row[C.CLOSED_ON] is not None]
    last = forgotten_until(at) if gone else dt.date.min
    for one in gone:
        one.is_forgotten = one.known.row[C.CLOSED_ON] <= last
    latest = latest_entries([one.card.pk for one in met if one.card is not None and not one.is_unchanged])
    for one in met:
        weigh(one, latest, at)
    return met


def cards_of(found: list[Known], *, is_locking: bool) -> dict[tuple[int, str], Customer]:
    """The cards of some rows without their personal fields, locked in the order of their ids when they will be written."""
    cards = Customer.objects.filter(
        one_of("reference_index", [one.reference_index for one in found], "text"),
        branch__in={one.branch.pk for one in found},
    ).exclude(reference_index="")
    cards = cards.only(
        "branch_id", "reference_index", "import_digest", "household_id", *dict(CONSENTS.values()).values()
    )
    cards = cards.order_by("pk").select_for_update(no_key=True) if is_locking else cards
    return {(one.branch_id, one.reference_index): one for one in cards}


def latest_entries(customers: list[int]) -> Latest:
    """Where and when each consent was decided last (1 query, 0 for nobody)."""
    if not customers:
        return {}
    rows = ConsentEntry.objects.filter(one_of("customer_id", customers)).order_by("customer", "purpose", "-at", "-pk")
    rows = rows.distinct("customer", "purpose")
    return {(one.customer_id, one.purpose): (one.way, one.at) for one in rows}


def weigh(met: Met, latest: Latest, at: dt.datetime) -> None:
    """Put the row's answers against how the card stands."""
    row, branch = met.known.row, met.known.branch
    said_on = row[C.CONSENT_ON]
    dated = day_start(branch, said_on) if said_on else None
    for purpose, (column, attribute) in CONSENTS.items():
        stands = getattr(met.card, attribute) if met.card is not None else None
        answer = row[column]
        last = latest.get((met.card.pk, purpose)) if met.card is not None else None
        is_turned = answer is not None and answer != (stands is not None) and counts(dated, last)
        if is_turned and answer is not None:
            met.turned.append((purpose, answer, dated or at))
            stands = (dated or at) if answer else None
        met.consents[purpose] = stands


def counts(dated: dt.datetime | None, last: tuple[str, dt.datetime] | None) -> bool:
    """Whether an answer of the file is newer than what is known."""
    if last is None or last[0] == ConsentWay.CORE:
        return True
    return dated is not None and dated > last[1]
