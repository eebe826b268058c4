"""Addresses of the register."""

from django.urls import URLPattern, URLResolver, path

from devices.views.register import acts, files, pages

one = "register/devices/<int:device_id>"
api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{one}/", pages.device, name="register-device"),
    path(f"{one}/change/", acts.change, name="register-change"),
    path(f"{one}/windows/", acts.plan, name="register-plan"),
    path(f"{one}/windows/<int:window_id>/", acts.move_window, name="register-window"),
    path(f"{one}/windows/<int:window_id>/end/", acts.end_window, name="register-window-end"),
    path(f"{one}/shut-out/", acts.shut_out, name="register-shut-out"),
    path(f"{one}/keys/", acts.make_key, name="register-key"),
    path("register/<str:code>/", pages.listing, name="register"),
    path("register/<str:code>/new/", pages.new, name="register-new"),
    path("register/<str:code>/add/", acts.add, name="register-add"),
    path("register/<str:code>/export.csv", files.export, name="register-export"),
    path("register/<str:code>/template.csv", files.template, name="register-template"),
    path("register/<str:code>/import/", files.choose, name="register-import"),
    path("register/<str:code>/import/check/", files.check, name="register-check"),
    path("register/<str:code>/import/take/", files.take, name="register-take"),
]
