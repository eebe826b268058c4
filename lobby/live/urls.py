"""Addresses of the push path's HTTP side."""

from django.urls import path

from lobby.live import records, views

app_name = "live"

urlpatterns = [
    path("journal/<str:code>/", records.journal_page, name="journal"),
    path("live/<slug:screen>/", views.screen_news, name="screen-news"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
