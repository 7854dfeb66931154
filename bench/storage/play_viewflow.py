"""The same case in django-viewflow: a flow of 14 handles between splits and joins, through its own `run`.

What is fair to it: handles are started from code (no view, no form, no permission check), the form lies in the process's
JSON, the process row is locked as its documentation advises where a flow has joins. No rights, clock or journal.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import psycopg

from bench.server import set_up
from bench.storage import case

DATABASE = "viewflow"


class Viewflow:
    """Plays the case. The database and its tables are made by the first process that comes."""

    def __init__(self) -> None:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(15)")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")
            set_up("bench.storage.viewflow_settings")
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
        from bench.storage.viewflow_flow import SixTasks

        self.flow = SixTasks

    def changes(self, number: str) -> Iterator[Any]:
        flow = self.flow
        process = flow.submit.run(form=case.form())
        yield process
        for verb, item in case.ORDER:
            node = getattr(flow, f"{verb}_{item}" if item else verb)
            task = flow.task_class.objects.get(process=process, flow_task=node, status="NEW")
            node.run(task, because=case.REASON)
            yield process
