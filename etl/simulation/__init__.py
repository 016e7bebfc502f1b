"""A simulated country: seeded, plausible, and called simulated wherever it is shown."""
