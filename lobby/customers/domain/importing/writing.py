"""Writing a batch: a handful of statements for a thousand customers, whatever stands in their lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.calendar import day_start
from lobby.customers.domain import owning, segmenting
from lobby.customers.domain.importing.columns import Column
from lobby.customers.domain.importing.meeting import CONSENTS, Met
from lobby.customers.domain.tables import insert, one_of
from lobby.customers.encryption import blind_index, encrypt
from lobby.customers.enums.cards import Capacity, ContactWay, Tier
from lobby.customers.enums.profile import AssessmentStatus, ConsentPurpose, ConsentWay, FactSource
from lobby.customers.events.cards import ConsentWithdrawn
from lobby.customers.models import Holding, Household, RiskAssessment
from lobby.customers.selectors.care import day_index
from lobby.customers.selectors.terms import assessment_terms, months_after
from lobby.live import journal

C = Column
# Branch and the family's number in the file → its id.
Families = dict[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class Stored:
    """A column of the card: how the database calls its type, what a row puts into it, and which columns bring it."""

    name: str
    type: str
    value: Callable[[Met], Any]
    brought_by: tuple[Column, ...]


def cell(column: Column, default: Any) -> Callable[[Met], Any]:
    """The row's value, or what a new card begins with."""
    return lambda met: met.known.row.values.get(column, default)


def hidden(column: Column) -> Callable[[Met], str]:
    """The row's text, encrypted."""
    return lambda met: encrypt(text) if (text := met.known.row[column]) else ""


def standing(purpose: ConsentPurpose) -> Callable[[Met], dt.datetime | None]:
    """Since when a consent stands afterwards."""
    return lambda met: met.consents[purpose]


def birthday(met: Met) -> str:
    """Month and day of birth."""
    born = met.known.row[C.BIRTH_DATE]
    return f"{born:%m-%d}" if born else ""


# A blind index of a day is one of 366: reckoned once each.
DAYS = {f"{dt.date(2024, 1, 1) + dt.timedelta(days=n):%m-%d}": "" for n in range(366)}


def birthday_index(met: Met) -> str:
    """What the birthday is found by."""
    day = birthday(met)
    if day and not DAYS[day]:
        DAYS[day] = day_index(day)
    return DAYS[day] if day else ""


ALWAYS = (C.BRANCH,)
STORED = (
    Stored("branch_id", "bigint", lambda met: met.known.branch.pk, ()),
    Stored("reference", "text", hidden(C.REFERENCE), ()),
    Stored("reference_index", "text", lambda met: met.known.reference_index, ()),
    Stored("document_index", "text", lambda met: "", ()),
    Stored("import_digest", "text", lambda met: met.digest, ALWAYS),
    Stored("name", "text", hidden(C.NAME), ALWAYS),
    Stored("tier", "text", cell(C.TIER, Tier.STANDARD), (C.TIER,)),
    Stored("language", "text", cell(C.LANGUAGE, ""), (C.LANGUAGE,)),
    Stored("prefers_counter", "boolean", cell(C.PREFERS_COUNTER, False), (C.PREFERS_COUNTER,)),
    Stored("birth_year", "smallint", lambda met: getattr(met.known.row[C.BIRTH_DATE], "year", None), (C.BIRTH_DATE,)),
    Stored("birthday", "text", lambda met: encrypt(day) if (day := birthday(met)) else "", (C.BIRTH_DATE,)),
    Stored("birthday_index", "text", birthday_index, (C.BIRTH_DATE,)),
    Stored("phone", "text", hidden(C.PHONE), (C.PHONE,)),
    Stored("phone_index", "text", lambda met: blind_index(to) if (to := met.known.row[C.PHONE]) else "", (C.PHONE,)),
    Stored("email", "text", hidden(C.EMAIL), (C.EMAIL,)),
    Stored("contact_way", "text", cell(C.CONTACT_WAY, ContactWay.PHONE), (C.CONTACT_WAY,)),
    Stored("capacity", "text", cell(C.CAPACITY, Capacity.FULL), (C.CAPACITY,)),
    Stored("is_payroll", "boolean", cell(C.PAYROLL, False), (C.PAYROLL,)),
    Stored("is_corporate", "boolean", cell(C.CORPORATE, False), (C.CORPORATE,)),
    Stored("closed_on", "date", cell(C.CLOSED_ON, None), (C.CLOSED_ON,)),
    *(
        Stored(attribute, "timestamptz", standing(purpose), (column,))
        for purpose, (column, attribute) in CONSENTS.items()
    ),
)


def write(met: list[Met], columns: tuple[Column, ...], *, by: Actor, at: dt.datetime) -> None:
    """Write what is new, inside the caller's unit of work (about 20 statements, none for lines that say nothing new)."""
    fresh = [one for one in met if not one.is_unchanged]
    if not fresh:
        return
    ids = upsert(fresh, columns, households(fresh, at), at)
    pairs = [(ids[one.known.key], one) for one in fresh]
    write_consents(pairs, by=by)
    write_holdings(pairs, columns, at)
    write_assessments(pairs, at)
    write_life_events(pairs, at)
    owning.assign_new(list(ids.values()), by=by, at=at)
    segmenting.recompute_for(list(ids.values()), at=at)


def households(met: list[Met], at: dt.datetime) -> Families:
    """Ids of the families that rows name with consent; new ones are made (0–2 statements)."""
    named = {
        (one.known.branch.pk, one.known.row[C.HOUSEHOLD])
        for one in met
        if one.known.row[C.HOUSEHOLD] and not one.is_unlinked
    }
    if not named:
        return {}
    keys = {(branch, name): blind_index(name) for branch, name in named}
    insert(
        "customers_household",
        {"branch_id": "bigint", "key_index": "text", "created_at": "timestamptz"},
        sorted((branch, key, at) for (branch, _name), key in keys.items()),
        ending="ON CONFLICT DO NOTHING",
    )
    rows = Household.objects.filter(one_of("key_index", keys.values(), "text"), branch__in={one[0] for one in named})
    found = {(branch, key): pk for pk, branch, key in rows.values_list("pk", "branch_id", "key_index")}
    return {(branch, name): found[branch, key] for (branch, name), key in keys.items()}


def household_of(met: Met, families: Families) -> int | None:
    """The family a card belongs to afterwards."""
    if met.consents[ConsentPurpose.HOUSEHOLD] is None:
        return None
    row = met.known.row
    if C.HOUSEHOLD in row.values:
        return families[met.known.branch.pk, row[C.HOUSEHOLD]] if row[C.HOUSEHOLD] else None
    return met.card.household_id if met.card else None


def upsert(
    met: list[Met], columns: tuple[Column, ...], families: Families, at: dt.datetime
) -> dict[tuple[int, str], int]:
    """Make or change the cards; columns that the file does not have stay as they are. Returns ids (1 statement)."""
    rows = (
        [*(one.value(each) for one in STORED), household_of(each, families), each.known.owner_id, at] for each in met
    )
    types = {one.name: one.type for one in STORED}
    types |= {"household_id": "bigint", "owner_id": "bigint", "imported_at": "timestamptz"}
    brought = [
        one.name for one in STORED if one.brought_by == ALWAYS or any(each in columns for each in one.brought_by)
    ]
    changes = [
        *(f"{name} = EXCLUDED.{name}" for name in (*brought, "household_id", "imported_at")),
        "owner_id = COALESCE(EXCLUDED.owner_id, customers_customer.owner_id)",
    ]
    found = insert(
        "customers_customer",
        types,
        rows,
        ending="ON CONFLICT (branch_id, reference_index) WHERE NOT reference_index = ''"
        f" DO UPDATE SET {', '.join(changes)} RETURNING id, branch_id, reference_index",
    )
    return {(branch, index): pk for pk, branch, index in found}


def write_consents(pairs: list[tuple[int, Met]], *, by: Actor) -> None:
    """Keep what turned; that somebody took a consent back is news, because others act on it at once."""
    insert(
        "customers_consententry",
        {
            "customer_id": "bigint",
            "purpose": "text",
            "is_given": "boolean",
            "way": "text",
            "at": "timestamptz",
            "by_id": "bigint",
        },
        (
            (pk, purpose.value, is_given, ConsentWay.CORE.value, since, by.staff_id)
            for pk, met in pairs
            for purpose, is_given, since in met.turned
        ),
    )
    for pk, met in pairs:
        for purpose, is_given, _since in met.turned:
            if not is_given:
                journal.record(ConsentWithdrawn(branch_id=met.known.branch.pk, customer=pk, purpose=purpose))


def write_holdings(pairs: list[tuple[int, Met]], columns: tuple[Column, ...], at: dt.datetime) -> None:
    """What the core system states takes the place of what it stated before (1–2 statements)."""
    if C.HOLDINGS not in columns:
        return
    if changed := [pk for pk, met in pairs if met.card]:
        Holding.objects.filter(one_of("customer_id", changed)).delete()
    insert(
        "customers_holding",
        {
            "customer_id": "bigint",
            "family": "text",
            "product": "text",
            "amount": "text",
            "matures_on": "date",
            "last_credit_on": "date",
            "imported_at": "timestamptz",
        },
        (
            (
                pk,
                held.family,
                held.product,
                encrypt(held.amount) if held.amount else "",
                held.matures_on,
                held.last_credit_on,
                at,
            )
            for pk, met in pairs
            for held in met.known.row[C.HOLDINGS]
        ),
    )


def write_assessments(pairs: list[tuple[int, Met]], at: dt.datetime) -> None:
    """An assessment newer than the one that counts takes its place; it was confirmed where it was made (3–4 statements)."""
    stated = {pk: met for pk, met in pairs if met.known.row[C.RISK_LEVEL]}
    if not stated:
        return
    newest: dict[int, dt.datetime] = {}
    before = RiskAssessment.objects.filter(one_of("customer_id", stated))
    for customer, made in before.values_list("customer", "assessed_at"):
        newest[customer] = max(newest.get(customer, made), made)
    terms = assessment_terms(at)
    rows = []
    for pk, met in stated.items():
        made = day_start(met.known.branch, met.known.row[C.ASSESSED_ON])
        until = day_start(met.known.branch, months_after(met.known.row[C.ASSESSED_ON], terms.valid_months))
        if pk not in newest or made > newest[pk]:
            status = AssessmentStatus.VALID if until > at else AssessmentStatus.EXPIRED
            rows.append((pk, met.known.row[C.RISK_LEVEL], status.value, FactSource.CORE.value, made, until))
    standing = (AssessmentStatus.VALID, AssessmentStatus.PENDING)
    if replaced := [row[0] for row in rows if row[0] in newest]:
        replacing = RiskAssessment.objects.filter(one_of("customer_id", replaced), status__in=standing)
        replacing.update(status=AssessmentStatus.SUPERSEDED)
    insert(
        "customers_riskassessment",
        {
            "customer_id": "bigint",
            "level": "smallint",
            "status": "text",
            "source": "text",
            "assessed_at": "timestamptz",
            "valid_until": "timestamptz",
        },
        rows,
    )


def write_life_events(pairs: list[tuple[int, Met]], at: dt.datetime) -> None:
    """Events of life are added, never taken away (1 statement)."""
    insert(
        "customers_lifeevent",
        {"customer_id": "bigint", "kind": "text", "date": "date", "source": "text", "noted_at": "timestamptz"},
        (
            (pk, kind, date, FactSource.CORE.value, at)
            for pk, met in pairs
            for kind, date in met.known.row[C.LIFE_EVENTS] or ()
        ),
        ending="ON CONFLICT DO NOTHING",
    )
