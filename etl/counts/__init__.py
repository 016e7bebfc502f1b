"""Long lists of counts, one per line, as information systems export them: millions of lines, never one at a time."""
