"""An attacker who knows everything published and every rule, and tries to work out what is hidden.

Independent of `etl/disclosure`: it reads the published file, the catalogue's mappings and the rules of the forms, writes them
down as linear relations between whole figures of at least 0, and lets HiGHS find the least and the greatest value of each
hidden figure.
"""
