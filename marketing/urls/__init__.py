"""Addresses of marketing, one module for each family of screens."""

from django.urls import URLPattern, URLResolver, include, path

from marketing.urls import advice, campaigns, cards, follow, language, leads, portrait, products, prompts

app_name = "marketing"
# What each noun adds under /api/v1/; queueing closes that root with its own calls.
api_calls: list[URLPattern | URLResolver] = [
    *products.api_calls,
    *language.api_calls,
    *cards.api_calls,
    *prompts.api_calls,
    *leads.api_calls,
    *advice.api_calls,
    *follow.api_calls,
    *campaigns.api_calls,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api_calls)),
    *products.urlpatterns,
    *language.urlpatterns,
    *cards.urlpatterns,
    *portrait.urlpatterns,
    *prompts.urlpatterns,
    *leads.urlpatterns,
    *advice.urlpatterns,
    *follow.urlpatterns,
    *campaigns.urlpatterns,
]
