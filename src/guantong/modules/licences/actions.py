"""Licences: to be filled."""
