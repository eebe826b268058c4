"""Administration pages of the floor."""

from lobby.floor.admin import contacts, time_shares

__all__ = ["contacts", "time_shares"]
