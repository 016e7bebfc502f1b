"""Every accepted file kept by its SHA-256, with a ledger, and what builds have shown: what a build is a pure function of."""
