"""Score tables published by others, read by a column map per source and year."""
