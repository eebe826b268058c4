"""Reading incidents: who is there, what is open, what was."""
