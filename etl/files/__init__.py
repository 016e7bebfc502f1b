"""Recognise a file by its content and decode it into sheets of cells."""
