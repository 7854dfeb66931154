"""Backup and restore: one file with everything, and a proof that what came back is what was there (ADR 0014)."""
