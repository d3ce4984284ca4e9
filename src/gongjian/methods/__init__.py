"""How numbers are made: pure functions on whole numbers, without clock, chance or input and output."""
