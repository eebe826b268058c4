"""Administration pages of the floor."""

from lobby.floor.admin import time_shares

__all__ = ["time_shares"]
