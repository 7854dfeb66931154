"""Which accounts of a demonstration are shown to whoever looks around, and their password. Plain names: settings read them
before anything else is loaded; who these people are stands in `accounts` and `mandates`."""

from __future__ import annotations

PASSWORD = "guantong-demo"
FIRST = ("citizen", "enterprise", "clerk", "officer", "manager")
SECOND = ("clerk-2", "officer-2", "manager-2", "agent", "runner")
