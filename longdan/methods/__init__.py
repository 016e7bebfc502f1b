"""Pure formulas; each docstring names its source."""
