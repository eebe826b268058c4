"""Reading what customers experience: sources and scores, journeys, problems, mystery visits."""
