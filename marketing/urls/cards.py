"""Addresses of the customer card's pages."""

from django.urls import URLPattern, URLResolver

api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = []
