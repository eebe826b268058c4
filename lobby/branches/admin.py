"""Where Django looks for this app's administration pages."""

from lobby.branches.administration import catalogue, credentials, naming, organisation, people

__all__ = ["catalogue", "credentials", "naming", "organisation", "people"]
