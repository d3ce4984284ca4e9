"""Reads across all rooms, for the home pages. Nothing here is stored."""
