"""What is said about matters, and what narrows their register."""
