"""From measures (what a file says) to observations (what we make of it)."""
