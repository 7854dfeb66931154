"""The matter in which somebody objects to a use of their data, and what of its form the system fills in."""

OBJECTION = "data-objection"
READ_ELEMENT = "objection.read"
FIXED_ELEMENTS = frozenset({READ_ELEMENT})
