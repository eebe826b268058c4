"""What each noun offers to the floors below."""
