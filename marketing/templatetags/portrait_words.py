"""`{% load portrait_words %}`: what a customer holds and agreed to, as people say it."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import ConsentPurpose
from marketing.enums.products import Family

register = template.Library()
ALLOWS = {
    ConsentPurpose.SERVICE: _("keep notes, remind and follow up"),
    ConsentPurpose.MARKETING: _("speak about offers that may suit"),
}


@register.filter
def family_word(code: str) -> str:
    """A product family in the active language; the core system's code where it is none of ours."""
    return capfirst(str(Family(code).label)) if code in Family.values else code


@register.filter
def allows_word(purpose: str) -> str:
    """What the bank may do by a consent."""
    return str(ALLOWS[ConsentPurpose(purpose)])


@register.filter
def place_word(place: str) -> str:
    """Where a card was opened."""
    return str(Place(place).label) if place in Place.values else place
