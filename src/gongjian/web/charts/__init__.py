"""Pictures drawn on the server: pure functions from numbers to SVG text, without style attributes."""
