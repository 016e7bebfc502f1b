"""Our own Excel templates: written with lists and an example, read back by the same layout."""
