"""Reading campaigns side by side, events with their funnels, codes with their counts, outcomes of goals."""
