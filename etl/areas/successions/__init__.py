"""The user's official correspondences: which unit went into which, and how much of it."""
