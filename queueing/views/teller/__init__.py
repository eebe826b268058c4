"""Views of the teller workstation: the page, acts on the own counter, acts on the ticket there."""
