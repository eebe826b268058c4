"""Views of care: the page, one visit, acts, and the help buttons."""
