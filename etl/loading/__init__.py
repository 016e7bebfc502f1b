"""Tidied files into `facts.duckdb`: the one place that writes what a file says."""
