"""Addresses of the interface: every operation, its contract, and the two pages for people who write programs."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from . import contract, pages
from .door import PREFIX, api, in_the_language_asked

assert contract.OPERATIONS  # their operations are declared by being imported


def operation_urls() -> list[URLPattern]:
    """Return one address a path. The audiences of its operations are named as `open_to` does for pages."""
    made: list[URLPattern] = []
    for router in api._get_bound_routers():
        for address, view in router.path_operations.items():
            audiences: set[str] = set()
            for one in view.operations:
                audiences |= one.auth_callbacks[0].audiences  # type: ignore[attr-defined]
            answered: Any = in_the_language_asked(view.get_view())
            answered.open_to = frozenset(audiences)
            answered.csrf_exempt = True  # looked at in `callers`, where a program with a token needs none
            answered.methods = tuple(method for one in view.operations for method in one.methods)
            name = view.operations[0].url_name
            made.append(
                path(PREFIX + address.strip("/").replace("{", "<").replace("}", ">"), answered, name=name)
            )
    return made


urlpatterns = [
    path("api/", pages.index, name="api"),
    path("api/problems/", pages.problems, name="api-problems"),
    path(f"{PREFIX}openapi.json", pages.openapi, name="api-openapi"),
    *operation_urls(),
]
