"""Reading for pages, panels and API."""
