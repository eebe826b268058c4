"""Forms of the queue, one module for each family of screens."""
