"""Administration pages of marketing: what a branch and the bank go by."""

from marketing.admin import follow, terms

__all__ = ["follow", "terms"]
