"""Finding a customer, the portrait, the log of looks, and what customers decide on their phone."""
