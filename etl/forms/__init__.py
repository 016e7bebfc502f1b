"""One generic reader of the official report forms, whose layouts are data in `data/forms/`."""
