"""Addresses of this app."""

from django.urls import path

from lobby.kpi import views

app_name = "kpi"

urlpatterns = [
    path("head/", views.cockpit_home, name="cockpit-home"),
    path("head/<str:code>/", views.cockpit_page, name="cockpit"),
    path("head/<str:code>/kpi/<str:kpi_code>/", views.kpi_page, name="kpi-detail"),
]
