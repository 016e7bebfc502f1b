"""Figures re-based to the units of the other side of a change: earlier ones on today's, today's on those of 30/06/2025."""
