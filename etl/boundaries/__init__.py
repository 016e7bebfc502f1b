"""Boundaries: imported from an official file, or approximate cells around known centres."""
