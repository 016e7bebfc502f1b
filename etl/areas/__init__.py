"""Administrative units with their dates of validity, what became of them, and how to find one."""
