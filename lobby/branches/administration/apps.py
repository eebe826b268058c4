"""The administration pages as an app: Django's own, with our site in place of its default one."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """Administration pages for settings, staff and keys."""

    default_site = "lobby.branches.administration.site.Administration"
