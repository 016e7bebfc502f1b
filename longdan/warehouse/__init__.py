"""The contract between the ETL and the dashboard: schema, catalogue, opening a build, questions."""
