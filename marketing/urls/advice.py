"""Addresses of the wealth manager's desk."""

from django.urls import URLPattern, URLResolver

api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = []
