"""Waivers, seizures and fraud checks of a branch. A second person always acts with a key or session of their own."""
