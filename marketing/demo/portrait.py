"""Someone known who comes now and then: a phone number to find, a card for the reader, visits that make the badge."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch
from lobby.customers.domain.finding import add_bank_card
from lobby.customers.models import BankCard, Customer
from lobby.customers.numbers import document_index, phone_index

PHONE, DOCUMENT, BANK_CARD = "13800000001", "110101199003070011", "6222000000000000017"


def write(password: str, at: dt.datetime) -> None:
    """Let the first customer of the demo branch be found in every way, once; a second run changes nothing."""
    branch = Branch.objects.filter(is_demo=True).order_by("code").first()
    customer = Customer.objects.filter(branch=branch).exclude(phone="").order_by("pk").first() if branch else None
    customer = customer or Customer.objects.filter(branch=branch).order_by("pk").first()
    if customer is None or BankCard.objects.filter(branch=branch).exists():
        return
    if not customer.phone:
        customer.phone, customer.phone_index = PHONE, phone_index(PHONE)
    customer.document_index = document_index(DOCUMENT)
    customer.save(update_fields=["phone", "phone_index", "document_index"])
    add_bank_card(customer, BANK_CARD)
