"""What the pages of the registry ask for."""
