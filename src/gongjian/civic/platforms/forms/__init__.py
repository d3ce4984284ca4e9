"""What is said about platforms, and what narrows their registers."""
