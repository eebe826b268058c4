"""Products and suitability, prompts, leads and referrals, follow-up, campaigns and events."""
