"""What needs a person: alerts, reminders and their clocks, one module for each noun."""
