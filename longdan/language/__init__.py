"""How people write: interface texts, numbers, dates, names, and the faults a person can mend."""
