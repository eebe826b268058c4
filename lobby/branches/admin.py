"""Where Django looks for this app's administration pages."""

from lobby.branches.administration import authority, catalogue, credentials, naming, organisation, people

__all__ = ["authority", "catalogue", "credentials", "naming", "organisation", "people"]
