"""Addresses of products and the suitability gate."""

from django.urls import URLPattern, URLResolver

api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = []
