"""Parts of live screens, one module for each noun."""
