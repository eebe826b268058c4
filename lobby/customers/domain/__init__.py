"""Changes to customer cards: making them, holds on contact."""
