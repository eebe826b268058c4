"""Addresses of the floor, one module for each family of screens."""

from django.urls import URLPattern, URLResolver, include, path

from lobby.floor.urls import (
    attachments,
    briefing,
    care,
    cash,
    checks,
    content,
    day_api,
    found,
    ideas,
    incidents,
    know_how,
    library,
    my_day,
    stock,
    tablet,
)

app_name = "floor"
# What each noun adds under /api/v1/; the app above closes that root with its own calls.
api_calls: list[URLPattern | URLResolver] = [
    *day_api.api_calls,
    *attachments.api_calls,
    *briefing.api_calls,
    *incidents.api_calls,
    *stock.api_calls,
    *library.api_calls,
    *checks.api_calls,
    *cash.api_calls,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api_calls)),
    *attachments.urlpatterns,
    *briefing.urlpatterns,
    *care.urlpatterns,
    *checks.urlpatterns,
    *content.urlpatterns,
    *stock.urlpatterns,
    *library.urlpatterns,
    *my_day.urlpatterns,
    *cash.urlpatterns,
    *incidents.urlpatterns,
    *ideas.urlpatterns,
    *found.urlpatterns,
    *know_how.urlpatterns,
    *tablet.urlpatterns,
]
