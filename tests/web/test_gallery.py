"""The page of all parts is there for whoever builds pages, and not in an installation that people use."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.test import Client

ASK = "from guantong.project import settings; print(settings.GALLERY)"


@pytest.mark.django_db
@pytest.mark.parametrize(("shown", "status"), [(True, 200), (False, 404)])
def test_gallery_when_this_is_no_demonstration_then_there_is_no_such_page(settings, shown, status):
    settings.GALLERY = shown
    assert Client().get("/ui/gallery/").status_code == status


@pytest.mark.parametrize(("day", "shown"), [("2026-03-30", "True"), ("", "False")])
def test_gallery_when_the_installation_is_set_up_then_only_a_demonstration_has_it(tmp_path, day, shown):
    given = {"GUANTONG_HOME": str(tmp_path), "GUANTONG_DAY": day}
    made = subprocess.run([sys.executable, "-c", ASK], env=given, capture_output=True, text=True, timeout=60)
    assert made.stdout.strip() == shown, made.stderr
