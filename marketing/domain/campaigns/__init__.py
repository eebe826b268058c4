"""Campaigns, events, guests, draws and gifts, codes of materials, décor, activations, shared goals."""
