"""Views of the lobby tablet: reception, tickets, and the hall's counters and issuing."""
