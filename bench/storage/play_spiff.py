"""The same case in SpiffWorkflow: a BPMN process with 14 user tasks, its state in PostgreSQL after each change.

What is fair to it: the workflow stays in memory between changes, the specification is stored once and not with each case,
the form lies in the workflow's own data and not in every task's, each change is one prepared statement. `whole` writes the
state as its serializer gives it; `delta` writes only the tasks that changed, as a row each. No rights, clock or journal.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec
import psycopg
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from bench.storage import case

TABLES = """
CREATE TABLE IF NOT EXISTS spiff_case (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, state json NOT NULL);
CREATE TABLE IF NOT EXISTS spiff_task (
  case_id bigint NOT NULL, id uuid NOT NULL, state json NOT NULL, PRIMARY KEY (case_id, id));
"""
OPEN = "INSERT INTO spiff_case (state) VALUES (%s) RETURNING id"
CHANGE = "UPDATE spiff_case SET state = %s WHERE id = %s"
TASKS = """
INSERT INTO spiff_task (case_id, id, state)
SELECT %s, (task->>'id')::uuid, task FROM json_array_elements(%s::json) AS task
ON CONFLICT (case_id, id) DO UPDATE SET state = EXCLUDED.state"""
BOTH = f"WITH tasks AS ({TASKS}) {CHANGE}"
STORED = 5_000
COPIES = """
WITH cases AS (
  INSERT INTO spiff_case (state) SELECT state FROM spiff_case, generate_series(1, %(count)s) WHERE id = %(case)s RETURNING id)
INSERT INTO spiff_task (case_id, id, state)
SELECT cases.id, gen_random_uuid(), task.state FROM cases, spiff_task AS task WHERE task.case_id = %(case)s"""

FLOWS = (
    ("start", "submit"), ("submit", "accept"), ("accept", "split"), ("split", "approve_a"), ("approve_a", "split_a"),
    ("split_a", "return_b"), ("return_b", "correct"), ("correct", "approve_b"), ("split_a", "consult_c"),
    ("consult_c", "answer_c"), ("answer_c", "approve_c"), ("approve_b", "join_d"), ("approve_c", "join_d"),
    ("join_d", "approve_d"), ("split", "approve_e"), ("split", "approve_f"), ("approve_d", "join"), ("approve_e", "join"),
    ("approve_f", "join"), ("join", "deliver"), ("deliver", "rate"), ("rate", "end"),
)  # fmt: skip
GATEWAYS = ("split", "split_a", "join_d", "join")


def bpmn() -> bytes:
    """Return the process as BPMN: the same graph, with parallel gateways."""
    names = dict.fromkeys(name for pair in FLOWS for name in pair)
    kinds = {"start": "startEvent", "end": "endEvent", **dict.fromkeys(GATEWAYS, "parallelGateway")}
    nodes = []
    for name in names:
        incoming = "".join(f"<incoming>f{n}</incoming>" for n, pair in enumerate(FLOWS) if pair[1] == name)
        outgoing = "".join(f"<outgoing>f{n}</outgoing>" for n, pair in enumerate(FLOWS) if pair[0] == name)
        kind = kinds.get(name, "userTask")
        nodes.append(f'<{kind} id="{name}" name="{name}">{incoming}{outgoing}</{kind}>')
    flows = [f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>' for n, (a, b) in enumerate(FLOWS)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://bpmn.io/schema/bpmn">'
        f'<process id="six_tasks" isExecutable="true">{"".join(nodes + flows)}</process></definitions>'
    ).encode()


class Spiff:
    """Plays the case. The specification is parsed once a process."""

    def __init__(self, delta: bool) -> None:
        from lxml import etree

        self.delta = delta
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.parse(BytesIO(bpmn())))
        self.spec = parser.get_spec("six_tasks")
        self.subspecs = parser.get_subprocess_specs("six_tasks")
        self.serializer = BpmnWorkflowSerializer()
        self.local = threading.local()
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(14)")
            connection.execute(TABLES)
        self._fill()

    def changes(self, number: str) -> Iterator[Any]:
        workflow = BpmnWorkflow(self.spec, self.subspecs)
        workflow.do_engine_steps()
        seen: dict[Any, float] = {}
        case_id = 0
        for verb, item in (("submit", ""), *case.ORDER):
            name = f"{verb}_{item}" if item else verb
            task = workflow.get_next_task(state=TaskState.READY, spec_name=name)
            if verb == "submit":
                workflow.data.update(case.form())
            elif verb in ("return", "consult", "answer"):
                task.data[name] = case.REASON
            task.run()
            workflow.do_engine_steps()
            case_id = self._store(workflow, case_id, seen)
            yield case_id

    def _fill(self) -> None:
        """Let its tables not be empty either: one case played, and copied."""
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(14)")
            if connection.execute("SELECT FROM spiff_case LIMIT 1").fetchone():
                return
            *_, case_id = self.changes("first")
            connection.execute(COPIES, {"case": case_id, "count": STORED})

    def _store(self, workflow: BpmnWorkflow, case_id: int, seen: dict[Any, float]) -> int:
        """Write the state; one statement and so one commit, but for the first of `delta`, which needs the number."""
        connection = self._connection()
        converter = self.serializer.registry
        state, changed = (
            self._delta(workflow, converter, seen) if self.delta else (self._whole(workflow, converter), "")
        )
        if not case_id:
            with connection.transaction():
                case_id = connection.execute(OPEN, (state,), prepare=True).fetchone()[0]  # type: ignore[index]
                if changed:
                    connection.execute(TASKS, (case_id, changed), prepare=True)
        elif changed:
            connection.execute(BOTH, (case_id, changed, state, case_id), prepare=True)
        else:
            connection.execute(CHANGE, (state, case_id), prepare=True)
        return case_id

    def _whole(self, workflow: BpmnWorkflow, converter: Any) -> str:
        """Return the state as the serializer gives it, without the specification, which is the same for all."""
        spec, workflow.spec = workflow.spec, None
        try:
            return msgspec.json.encode(self.serializer.to_dict(workflow)).decode()
        finally:
            workflow.spec = spec

    def _delta(self, workflow: BpmnWorkflow, converter: Any, seen: dict[Any, float]) -> tuple[str, str]:
        """Return the state without its tasks, and the tasks that changed since the last time."""
        tasks = workflow.tasks
        marks = {
            key: (task.last_state_change, task.state, len(task._children)) for key, task in tasks.items()
        }
        changed = [
            self.serializer.to_dict(task) for key, task in tasks.items() if seen.get(key) != marks[key]
        ]
        seen.clear()
        seen.update(marks)  # type: ignore[arg-type]
        spec, workflow.spec, workflow.tasks = workflow.spec, None, {}
        try:
            state = msgspec.json.encode(self.serializer.to_dict(workflow)).decode()
        finally:
            workflow.spec, workflow.tasks = spec, tasks
        return state, msgspec.json.encode(changed).decode()

    def _connection(self) -> psycopg.Connection[Any]:
        if not hasattr(self.local, "connection"):
            self.local.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        return self.local.connection
