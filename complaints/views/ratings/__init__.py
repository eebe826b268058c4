"""Pages and posts of ratings: the phone, the kiosk, the evaluator, and the staff's page."""
