"""Series over time: cumulative periods differenced, areas re-based."""
