"""Pages of incidents and security, and the acts on them."""
