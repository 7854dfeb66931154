"""Reads of licences: frozen rows for pages, and verification."""

from .keys import controller_document, published_keys
from .licences import get_licence, held_by, held_here, licences_of_case, my_licences
from .out_of_force import my_out_of_force, out_of_force
from .papers import paper_of
from .seen import seen_between
from .units import licence_counts, unit_licences
from .verifying import verify

__all__ = [
    "controller_document",
    "get_licence",
    "held_by",
    "held_here",
    "licence_counts",
    "licences_of_case",
    "my_licences",
    "my_out_of_force",
    "out_of_force",
    "paper_of",
    "published_keys",
    "seen_between",
    "unit_licences",
    "verify",
]
