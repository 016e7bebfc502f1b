"""Every accepted file kept by its SHA-256, with a ledger: what a build is a pure function of."""
