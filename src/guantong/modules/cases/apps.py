"""The Django app of `cases`."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "guantong.modules.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
