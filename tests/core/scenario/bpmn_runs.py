"""An exported plan run by SpiffWorkflow, alone or step by step beside our own engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from guantong.core.flow.engine import allowed, open_case, step
from guantong.core.flow.model import Event, Flow, Moment, State
from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.bpmn import MODEL, bpmn_xml, process_id, visit_waits_for


def needs_of(flow: Flow) -> dict[str, set[str]]:
    """Which steps must be done before a step, said from the flow's data edges alone."""
    needs = {"accept": set()} | {f"task-{branch.item}": {"accept"} for branch in flow.branches}
    for branch in flow.branches:
        needs[f"task-{branch.item}"] |= {f"task-{item}" for item in branch.waits_for}
    for visit in flow.inspections:
        needs[f"visit-{visit.place}"] = {"accept"} | {f"task-{item}" for item in visit_waits_for(flow, visit)}
        for item in visit.items:
            needs[f"task-{item}"].add(f"visit-{visit.place}")
    needs["deliver"] = set(needs)
    return needs


def start(flow: Flow) -> BpmnWorkflow:
    """Begin the exported process in SpiffWorkflow, with special procedures that are over at once."""
    document = etree.fromstring(bpmn_xml(flow))
    for duration in document.iter(f"{{{MODEL}}}timeDuration"):
        duration.text = '"PT0S"'
    parser = BpmnParser()
    parser.add_bpmn_xml(document)
    workflow = BpmnWorkflow(parser.get_spec(process_id(flow)))
    return advance(workflow)


def advance(workflow: BpmnWorkflow) -> BpmnWorkflow:
    for _ in range(20):
        workflow.refresh_timers()
        ready = [task for task in workflow.get_tasks(state=TaskState.READY) if not task.task_spec.manual]
        if not ready:
            break
        for task in ready:
            task.run()
    return workflow


def ready_in(workflow: BpmnWorkflow) -> list[str]:
    return sorted(task.task_spec.name for task in workflow.get_tasks(state=TaskState.READY, manual=True))


def complete(workflow: BpmnWorkflow, name: str) -> None:
    next(task for task in workflow.get_tasks(state=TaskState.READY, spec_name=name)).run()
    advance(workflow)


def run_beside(
    flow: Flow, begin: Iterable[Event], choose: Callable[[list[str]], str]
) -> tuple[BpmnWorkflow, State, list[str]]:
    """Run the exported process and our own engine beside each other and compare after each step which items can be decided.

    `begin` are the events up to acceptance, `choose` picks one of the tasks that both offer. Return both, with the trace.
    """
    now = Moment(at=datetime(2026, 3, 2, 9), calendar=load_calendar())
    workflow, state, done = start(flow), open_case(flow), []
    for event in begin:
        state, _ = step(flow, state, event, now)
    complete(workflow, "accept")
    while True:
        for name in [name for name in ready_in(workflow) if name.startswith("visit-")]:
            complete(workflow, name)
            place = next(visit for visit in flow.inspections if f"visit-{visit.place}" == name)
            state, _ = step(flow, state, Event(do="appoint", place=place.place, on=now.today), now)
            for item in place.items:
                state, _ = step(flow, state, Event(do="inspect", item=item), now)
        ours = sorted(f"task-{item}" for verb, item in allowed(flow, state) if verb == "approve")
        theirs = [name for name in ready_in(workflow) if name.startswith("task-")]
        assert ours == theirs
        if not ours:
            return workflow, state, done
        chosen = choose(ours)
        complete(workflow, chosen)
        state, _ = step(flow, state, Event(do="approve", item=chosen.removeprefix("task-")), now)
        done.append(chosen)
