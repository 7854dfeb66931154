"""The world of the walk over all addresses, made once for all tests of a file and taken away after them."""

from __future__ import annotations

import pytest

from guantong.project import clock
from tests.forgetting import forget
from tests.modules.cases.desk import Desk
from tests.security.world import AT
from tests.structure.test_routes import World


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.core.management import call_command
    from django.test import override_settings

    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")), django_db_blocker.unblock():
        forget()
        made = World(Desk(AT))
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)
        forget()


@pytest.fixture
def walked(db, county, settings):
    """The world at five in the afternoon; what a test changes is taken back."""
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (10**9, 60))
    forget()
    for client in county.clients.values():
        client.raise_request_exception = False
    with clock.fixed(AT.replace(hour=17)):
        yield county
