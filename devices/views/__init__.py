"""Pages of the machines, one module for each family of screens."""
