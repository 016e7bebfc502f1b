"""The reform of July 2025 in figures, and two independent checks of who became what: the merger texts and the borders."""
