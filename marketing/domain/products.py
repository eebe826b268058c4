"""Products of the bank: adding and changing them, what stands behind them, offering and stopping them (AD-5).

Products are the bank's; `branch` is where whoever changes one works, and where it is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lobby.branches.calendar import local
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import attachments
from lobby.live import journal
from marketing.enums.products import INVESTMENT, PRODUCT_MOVES, ProductStatus
from marketing.errors.products import IllegalProductMove, NotReadyToOffer, ProductCodeTaken, ProductUnfit
from marketing.events.products import ProductChanged
from marketing.models import Product, ProductEvidence

EVIDENCE = "product_evidence"


def add(branch: Branch, *, by: Staff, at: dt.datetime, code: str, **fields: Any) -> Product:
    """Write a product down as a draft. Raises ProductCodeTaken, ProductUnfit."""
    product = Product(code=code, **fields)
    check_values(product)
    with journal.unit(by=by.actor, at=at):
        try:
            with transaction.atomic():
                product.save(force_insert=True)
        except IntegrityError:
            raise ProductCodeTaken(product=code) from None
        journal.record(news_of(branch, product, "add"))
    return product


def change(product: Product, *, branch: Branch, by: Staff, at: dt.datetime, **fields: Any) -> Product:
    """Change what is known of it; an offered product stays offerable. Raises ProductUnfit, NotReadyToOffer."""
    with journal.unit(by=by.actor, at=at):
        product = locked(product)
        changed = [name for name, value in fields.items() if getattr(product, name) != value]
        for name in changed:
            setattr(product, name, fields[name])
        check_values(product)
        if product.status == ProductStatus.OFFERED:
            check_ready(product, day=local(branch, at).date())
        if changed:
            product.save(update_fields=changed)
            journal.record(news_of(branch, product, "change", changed))
    return Product.objects.get(pk=product.pk)


def offer(product: Product, *, branch: Branch, by: Staff, at: dt.datetime) -> Product:
    """From now on it may be offered to whom it suits. Raises IllegalProductMove, NotReadyToOffer."""
    with journal.unit(by=by.actor, at=at):
        product = locked(product)
        check_move(product, "offer")
        check_ready(product, day=local(branch, at).date())
        return move(product, "offer", branch=branch)


def stop(product: Product, *, branch: Branch, by: Staff, at: dt.datetime) -> Product:
    """Nobody offers it any more. Raises IllegalProductMove."""
    with journal.unit(by=by.actor, at=at):
        return move(locked(product), "stop", branch=branch)


def add_evidence(
    product: Product,
    *,
    branch: Branch,
    by: Staff,
    at: dt.datetime,
    title: str,
    valid_until: dt.date,
    number: str = "",
    files: Iterable[int] = (),
) -> ProductEvidence:
    """Add what stands behind it; `files` are uploads of one's own. Raises AttachmentUnknown."""
    with journal.unit(by=by.actor, at=at):
        evidence = ProductEvidence.objects.create(
            product=product, title=title, number=number, valid_until=valid_until, added_at=at, by=by
        )
        attachments.bind(files, subject=(EVIDENCE, evidence.pk), branch=branch, by=by)
        journal.record(news_of(branch, product, "evidence"))
    return evidence


def check_values(product: Product) -> None:
    """Raises ProductUnfit for values that contradict each other."""
    if product.offered_from and product.offered_until and product.offered_until < product.offered_from:
        raise ProductUnfit(reason=_("it ends before it begins"))
    low, high = product.simulated_low, product.simulated_high
    if (low is None) != (high is None) or (low is not None and high is not None and low >= high):
        raise ProductUnfit(reason=_("a simulation needs a range, from a lower to a higher figure"))
    if product.family in INVESTMENT and low is not None and low > 0:
        raise ProductUnfit(reason=_("the range of an investment has to show that it may lose"))


def check_ready(product: Product, *, day: dt.date) -> None:
    """What an investment has to have before it is offered (0–1 query). Raises NotReadyToOffer."""
    if product.family not in INVESTMENT:
        return
    missing = []
    if product.issuer_risk is None and product.seller_risk is None:
        missing.append(_("a risk level"))
    if not (product.risk_line_zh and product.risk_line_en):
        missing.append(_("the risk line in both languages"))
    if not product.evidence.filter(valid_until__gte=day).exists():
        missing.append(_("evidence that is valid"))
    if missing:
        raise NotReadyToOffer(missing=_(", ").join(missing))


def check_move(product: Product, verb: str) -> None:
    """Raises IllegalProductMove."""
    if product.status not in PRODUCT_MOVES[verb][0]:
        raise IllegalProductMove(status=ProductStatus(product.status).label)


def move(product: Product, verb: str, *, branch: Branch) -> Product:
    """Take the verb's move (1 statement). The row must be locked. Raises IllegalProductMove."""
    check_move(product, verb)
    product.status = PRODUCT_MOVES[verb][1]
    product.save(update_fields=["status"])
    journal.record(news_of(branch, product, verb))
    return product


def locked(product: Product) -> Product:
    """Read the product again with its row locked (1 statement)."""
    return Product.objects.select_for_update(no_key=True).get(pk=product.pk)


def news_of(branch: Branch, product: Product, verb: str, changed: Iterable[str] = ()) -> ProductChanged:
    """The event of a change."""
    return ProductChanged(
        branch_id=branch.pk,
        product=product.pk,
        code=product.code,
        status=product.status,
        verb=verb,
        changed=sorted(changed),
    )
