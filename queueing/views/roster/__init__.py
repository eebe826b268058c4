"""Pages and posts of the forecast board and the roster."""
