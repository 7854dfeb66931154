"""The world of the walk, built once for a file of tests and taken back after it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings

from guantong.project import clock
from guantong.project.clock import ZONE
from tests.forgetting import forget

from .world import World

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
PLENTY = (1_000_000, 60)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.conf import settings

    quick = override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("files"), LIMITS=dict.fromkeys(settings.LIMITS, PLENTY),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )  # fmt: skip
    forget()
    with django_db_blocker.unblock(), quick, transaction.atomic():
        made = World(AT)
        later = made.desk.at.replace(hour=17)
        with clock.fixed(later), clock.fixed_wall(later):
            yield made
        transaction.set_rollback(True)
    forget()
