from django.apps import AppConfig


class BranchesConfig(AppConfig):
    """The ground floor: organisation, staff, keys, calendar, access."""

    name = "lobby.branches"
    label = "branches"
    verbose_name = "Branches"
