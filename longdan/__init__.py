"""Lòng Dân: what the app, the pages and the ETL share."""
