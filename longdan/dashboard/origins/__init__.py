"""Where one value comes from, in words."""
