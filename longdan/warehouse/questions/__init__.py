"""One module per page's questions: a cursor in, a Polars frame with documented columns out."""
