"""Addresses of leads, referrals, contributions."""

from django.urls import URLPattern, URLResolver

api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = []
