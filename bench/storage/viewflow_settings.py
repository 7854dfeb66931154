"""The least that django-viewflow needs: its own tables, in a database of their own on the same server."""

from __future__ import annotations

import os

from guantong.project import postgres

SECRET_KEY = "of the benchmark only"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "viewflow",
    "viewflow.workflow",
    "bench.storage",
]
DATABASES = {"default": {**postgres.settings_of(os.environ["DATABASE_URL"]), "NAME": "viewflow"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
