"""Addresses of this app."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from lobby.branches import lock_views as locks
from lobby.branches import views

app_name = "branches"

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("locked/", locks.Unlock.as_view(), name="locked"),
    path("lock/", locks.lock_now, name="lock"),
    path("acts/", locks.report_act, name="act"),
    path("language/", views.choose_language, name="language"),
]
