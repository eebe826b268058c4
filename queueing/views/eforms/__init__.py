"""Pages of forms: whose they are (`folders`), filling and signing, reading and printing."""
