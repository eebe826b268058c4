"""Follow-up list, appointment marketing, messages, and the customer's way out."""
