"""Addresses of campaigns and events."""

from django.urls import URLPattern, URLResolver

api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = []
