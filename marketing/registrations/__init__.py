"""What each part of marketing registers."""
