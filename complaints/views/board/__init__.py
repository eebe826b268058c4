"""The board of complaints, a complaint's page, and what is done there that no verb of its own owns."""
