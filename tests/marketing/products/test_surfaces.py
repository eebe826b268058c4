"""C2 never sees R3: for every level and state of an assessment, on every surface there is."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import QualificationKind, RoleCode
from lobby.branches.models import Qualification
from lobby.customers.enums.profile import AssessmentStatus
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ContentKind
from marketing.domain.installing_prompts import install
from marketing.domain.prompting import note_need
from marketing.enums.needs import NeedKind
from marketing.models import MaterialCode, Product
from queueing.domain.calling import call_next
from queueing.domain.serving import start
from tests import factories
from tests.floor.library.conftest import make, reviewer, words
from tests.marketing.factories import make_assessment, make_customer, make_product
from tests.marketing.surfaces import SURFACES, Scene
from tests.queueing.conftest import clock

__all__ = ["clock", "make", "reviewer"]
DAY = dt.timedelta(days=1)
# Levels of issuer and bank: the higher one counts.
LEVELS = ((1, 1), (2, 2), (2, 3), (3, 2), (4, 4), (5, 5))
# The customer's level, its status, since how many days, whether it counts: at the highest level what does not count is
# sharpest.
STATES = (
    (5, None, 0, False),
    (1, AssessmentStatus.VALID, 1, True),
    (2, AssessmentStatus.VALID, 1, True),
    (3, AssessmentStatus.VALID, 1, True),
    (5, AssessmentStatus.VALID, 1, True),
    (5, AssessmentStatus.VALID, 400, False),
    (5, AssessmentStatus.PENDING, 1, False),
)


@pytest.fixture
def scene(client, clock, branch, cash, counter, teller, make, at):
    """A customer with consent, an adviser with every licence, products of every level."""
    adviser = factories.make_staff("chu", branch, RoleCode.WM)
    for kind in QualificationKind:
        days = {"valid_from": at.date() - DAY, "valid_until": at.date() + DAY}
        Qualification.objects.create(staff=adviser, kind=kind, number="1", **days)
    families = ("wealth", "fund", "insurance")
    for issuer, seller in LEVELS:
        family = families[(issuer + seller) % 3]
        make_product(f"P{issuer}{seller}", family, issuer_risk=issuer, seller_risk=seller)
    make_product("CLUB", risk=1)
    client.force_login(adviser)
    customer = make_customer(branch, consent_marketing_at=at, birth_year=1980)
    install(branch, at=at - 30 * DAY)
    session = factories.make_session(counter, teller, at)
    factories.make_ticket(cash, at, by=adviser, customer=customer)
    ticket = start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    note_need(ticket.visit, by=adviser, at=at, kind=NeedKind.INVESTING)
    for product in Product.objects.all():
        text = words(extra={"category": Category.PRODUCT, "seconds": 12, "product": product.code})
        item = make(kind=ContentKind.WALL_CONTENT, wording=text).item
        MaterialCode.objects.create(branch=branch, item=item, place=product.code, created_at=at, by=adviser)
    # Its leaflet was approved before.
    Product.objects.filter(code="CLUB").update(is_private=True)
    products = list(Product.objects.all())
    return Scene(
        branch=branch, customer=customer, adviser=adviser, products=products, client=client, ticket=ticket, at=at
    )


def test_nobody_sees_what_is_above_their_level_anywhere(scene, at):
    seen = dict.fromkeys(SURFACES, 0)
    for level, status, ago, counts in STATES:
        scene.customer.assessments.update(status=AssessmentStatus.SUPERSEDED)
        if status is not None:
            make_assessment(scene.customer, level, at - ago * DAY, status=status)
        may = {p.code for p in scene.products if counts and max(p.issuer_risk, p.seller_risk) <= level} - {"CLUB"}
        for name, reached in SURFACES.items():
            got = reached(scene)
            assert got <= may, f"{name}: C{level} {status} sees {sorted(got - may)}"
            seen[name] += len(got)
    assert all(seen.values()), seen  # there was something to see everywhere
