"""Views of the floor: the tablet's page, acts on alerts, acts on one's own reminders."""
