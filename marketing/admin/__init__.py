"""Administration pages of marketing: what a branch goes by."""

from marketing.admin import follow

__all__ = ["follow"]
