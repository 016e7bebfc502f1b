"""What may be shown: from facts to the published file."""
