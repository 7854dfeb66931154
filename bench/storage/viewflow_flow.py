"""The flow of `play_viewflow`; imported once Django is set up."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock


class SixTasks(flow.Flow):
    """submit, accept, the six tasks with a return and a question among them, deliver, rate."""

    lock_impl = lock.SelectForUpdateLock()

    submit = flow.StartHandle(this.keep_form).Next(this.accept)
    accept = flow.Handle(this.note).Next(this.split)
    split = flow.Split().Next(this.approve_a).Next(this.approve_e).Next(this.approve_f)
    approve_a = flow.Handle(this.note).Next(this.split_a)
    split_a = flow.Split().Next(this.return_b).Next(this.consult_c)
    return_b = flow.Handle(this.note).Next(this.correct)
    correct = flow.Handle(this.note).Next(this.approve_b)
    approve_b = flow.Handle(this.note).Next(this.join_d)
    consult_c = flow.Handle(this.note).Next(this.answer_c)
    answer_c = flow.Handle(this.note).Next(this.approve_c)
    approve_c = flow.Handle(this.note).Next(this.join_d)
    join_d = flow.Join().Next(this.approve_d)
    approve_d = flow.Handle(this.note).Next(this.join)
    approve_e = flow.Handle(this.note).Next(this.join)
    approve_f = flow.Handle(this.note).Next(this.join)
    join = flow.Join().Next(this.deliver)
    deliver = flow.Handle(this.note).Next(this.rate)
    rate = flow.Handle(this.note).Next(this.end)
    end = flow.End()

    def keep_form(self, activation: Any, form: dict[str, str]) -> Any:
        activation.process.data = form
        return activation.process

    def note(self, activation: Any, because: str) -> Any:
        activation.task.data = {"because": because}
        return activation.process
