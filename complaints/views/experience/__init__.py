"""BH-9: the journey map, the problem list, improvements and mystery visits."""
