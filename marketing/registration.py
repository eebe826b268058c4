"""What marketing offers to the floors below."""

from __future__ import annotations

from marketing.registrations import advice, campaigns, cards, follow, language, leads, portrait, products, prompts


def register() -> None:
    """Fill the registries; called once when Django starts. The order is the order of the demo data."""
    products.register()
    language.register()
    cards.register()
    portrait.register()
    prompts.register()
    leads.register()
    advice.register()
    follow.register()
    campaigns.register()
