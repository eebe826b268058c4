"""What machines draw on live screens, one module for each noun."""
