"""Changing what is known of customers' experience: problems, improvements, mystery visits."""
