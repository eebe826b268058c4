"""The server's own voice, for walls whose machine has none: phrases, a small program that speaks, recordings kept."""
