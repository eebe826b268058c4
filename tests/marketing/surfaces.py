"""Every surface on which a product may reach a customer, for the property that nothing unsuitable ever does.

A surface is a function of a `Scene` that returns the codes of the products which the customer would get there. Whoever
builds another place of offers adds it to `SURFACES`; the test of the property then covers it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.transaction import atomic, set_rollback
from django.test import Client

from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.domain import leads
from marketing.domain.campaigns import showing
from marketing.domain.prompting import Decision, decide, decide_on_machine
from marketing.domain.suitability import check, facts_of, require, suitable
from marketing.enums.leads import LeadSource, LeadStatus
from marketing.enums.products import Surface
from marketing.errors.suitability import Unsuitable
from marketing.models import Lead, MaterialCode, Product, Rule
from queueing.models import Ticket

JSON = {"content_type": "application/json"}
# Refusals as JSON: drawing their pages would take most of the time.
BRIEF = {"headers": {"accept": "application/json"}}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A customer who is served and asked about investing, an adviser who is qualified for everything, the products.

    Each product has a leaflet, whose code lies at a place of its name.

    The rules of prompts are those that the product ships with.
    """

    branch: Branch
    customer: Customer
    adviser: Staff
    products: list[Product]
    client: Client
    ticket: Ticket
    at: dt.datetime


def chosen(surface: Surface) -> Callable[[Scene], set[str]]:
    """What facts and rules let through when one of many is chosen."""

    def reached(scene: Scene) -> set[str]:
        facts = facts_of(scene.customer, staff=scene.adviser, branch=scene.branch, at=scene.at)
        return {product.code for product in suitable(facts, scene.products, surface)}

    return reached


def checked(scene: Scene) -> set[str]:
    """What the kept answers allow, on every way of offering."""
    return {
        product.code
        for product in scene.products
        for surface in Surface
        if check(
            scene.customer,
            product,
            branch=scene.branch,
            by=scene.adviser.actor,
            at=scene.at,
            surface=surface,
            staff=scene.adviser,
            is_extra_confirmed=True,
        ).is_allowed
    }


def required(scene: Scene) -> set[str]:
    """What a step of a lead gets through."""
    got = set()
    for product in scene.products:
        try:
            require(
                scene.customer,
                product,
                branch=scene.branch,
                by=scene.adviser.actor,
                at=scene.at,
                surface=Surface.LEAD,
                staff=scene.adviser,
                is_extra_confirmed=True,
            )
        except Unsuitable:
            continue
        got.add(product.code)
    return got


def asked_by_api(scene: Scene) -> set[str]:
    """`POST /suitability/check/`."""
    said = {"customer": scene.customer.reference, "staff": scene.adviser.username, "extra_confirmed": True}
    answers = {
        product.code: scene.client.post("/api/v1/suitability/check/", said | {"product": product.code}, **JSON)
        for product in scene.products
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    return {code for code, answer in answers.items() if answer.json()["allowed"]}


def proposed(scene: Scene) -> set[str]:
    """The button of WM-3."""
    path = f"/advice/{scene.branch.code}/customers/{scene.customer.pk}/check/"
    asked = {product.code: {"product": product.code, "is_extra_confirmed": "on"} for product in scene.products}
    return {code for code, said in asked.items() if scene.client.post(path, said, **BRIEF).status_code == 200}


def demonstrated(scene: Scene) -> set[str]:
    """The page of the demonstration, and each product's own page whatever address is typed."""
    place, whom = f"/demonstration/{scene.branch.code}/", f"?customer={scene.customer.pk}"
    listed = scene.client.get(place + whom).context["products"]
    opened = {
        one.code for one in scene.products if scene.client.get(f"{place}{one.code}/{whom}", **BRIEF).status_code == 200
    }
    return opened | {product.code for product in listed}


def lies_beside(scene: Scene) -> set[str]:
    """The approved material beside them."""
    page = scene.client.get(f"/demonstration/{scene.branch.code}/?customer={scene.customer.pk}")
    return {one.extra["product"] for one in page.context["material"]}


def read_while_waiting(scene: Scene) -> set[str]:
    """The leaflets on the page of the own ticket."""
    page = Client().get(f"/whats-on/{scene.ticket.page_token}/")
    return {version.extra["product"] for _code, version in page.context["lines"]}


def wished_for(scene: Scene) -> set[str]:
    """The leaflets of which the customer may say "this interests me", whatever address is typed."""
    got = set()
    for code in MaterialCode.objects.select_related("item", "branch"):
        with atomic():
            try:
                showing.note_interest(code, scene.ticket, at=scene.at)
                got.add(code.place)
            except Unsuitable:
                pass
            set_rollback(True)
    return got


def led(scene: Scene) -> set[str]:
    """What a lead can name from its beginning, or be proposed at its end."""
    got = set()
    for product in scene.products:
        for verb in (noted, proposed_at_last):
            with atomic():
                try:
                    verb(scene, product)
                    got.add(product.code)
                except Unsuitable:
                    pass
                set_rollback(True)
    return got


def noted(scene: Scene, product: Product) -> None:
    """A lead that names its product."""
    said = {"customer": scene.customer, "family": product.family, "source": LeadSource.FOLLOW_UP}
    leads.create(scene.branch, by=scene.adviser, at=scene.at, product=product, **said)


def proposed_at_last(scene: Scene, product: Product) -> None:
    """A lead without one that has come to its proposal, as if the level had changed on the way."""
    lead = Lead.objects.create(
        branch=scene.branch,
        day=scene.at.date(),
        customer=scene.customer,
        family=product.family,
        source=LeadSource.FOLLOW_UP,
        status=LeadStatus.ASSESSED,
        since=scene.at,
        creator=scene.adviser,
        receiver=scene.adviser,
        created_at=scene.at,
    )
    said = {"recording_ref": "R1", "is_extra_confirmed": True}
    leads.propose(lead, by=scene.adviser, at=scene.at, product=product, **said)


def prompted(decided: Callable[[Scene], Decision]) -> Callable[[Scene], set[str]]:
    """What a prompt would name if every rule led to that product."""

    def reached(scene: Scene) -> set[str]:
        got = set()
        for product in scene.products:
            Rule.objects.update(product=product)
            candidate = decided(scene).candidate
            if candidate is not None:
                got.add(candidate.product.code)
        return got

    return reached


SURFACES: dict[str, Callable[[Scene], set[str]]] = {
    **{f"chosen for a {surface.value}": chosen(surface) for surface in Surface},
    "checked": checked,
    "required": required,
    "API": asked_by_api,
    "WM-3": proposed,
    "demonstration": demonstrated,
    "material": lies_beside,
    "leaflets": read_while_waiting,
    "interest in a leaflet": wished_for,
    "lead": led,
    "prompt": prompted(lambda scene: decide(scene.ticket, staff=scene.adviser, at=scene.at)),
    "machine": prompted(lambda scene: decide_on_machine(scene.ticket, at=scene.at)),
}
