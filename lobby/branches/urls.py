"""Addresses of this app."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from lobby.branches import views

app_name = "branches"

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("language/", views.choose_language, name="language"),
]
