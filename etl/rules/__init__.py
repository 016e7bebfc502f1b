"""What the law asks, with its dates: read from the catalogue, stored, and held against what was done."""
