"""What people do in a browser: sign in, fill in a form by the names of its fields, push the button of a verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.answered import answered_elements
from guantong.core.scenario.applying import fitted_to
from guantong.core.scenario.compiled import FormField, Situation
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.samples import sample_value
from guantong.core.scenario.values import is_empty
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.services import public as services
from guantong.project.clock import now
from guantong.project.demo import accounts
from guantong.project.demo.papers import PAPERS, fill_in
from guantong.project.demo.registers import know_applicant

Made = TypeVar("Made")


def offstage(act: Callable[..., Made], *args: Any, **named: Any) -> Made:
    """Do something in the database that the pages then find: committed, in a thread without the browser's event loop."""
    from django.db import connections

    def run() -> Made:
        try:
            return act(*args, **named)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(run).result()


TYPES = {"pdf": "application/pdf", "png": "image/png", "xlsx": "application/octet-stream"}


class Person:
    """One person with a browser of their own."""

    def __init__(self, page: Any, handle: str) -> None:
        self.page, self.handle = page, handle

    def sign_in(self) -> None:
        self.page.goto("/sign-in/")
        self.type_credentials()

    def type_credentials(self, handle: str = "") -> None:
        self.page.fill("[name=handle]", handle or self.handle)
        self.page.fill("[name=password]", accounts.PASSWORD)
        self.page.click("form.panel button")
        assert "/sign-in/" not in self.page.url, self.page.inner_text("main")

    def go(self, address: str) -> Person:
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return self

    def reads(self, *words: str) -> None:
        """Assert that all of this stands on the page."""
        text = self.page.inner_text("body")
        missing = [each for each in words if each not in text]
        assert not missing, f"{self.page.url} does not say {missing}:\n{text[:1500]}"

    def fill(self, field: FormField, value: Any, name: str = "") -> None:
        """Fill in one field of a form as its kind wants it; a document is uploaded."""
        selector = f'[name="{name or field.element}"]'
        if field.type == "document":
            kind = next((each for each in PAPERS if not field.accepts or each in field.accepts), "pdf")
            content = PAPERS[kind](f"{field.element} {self.handle}")
            self.page.set_input_files(
                selector, {"name": f"{field.title.zh}.{kind}", "mimeType": TYPES[kind], "buffer": content}
            )
        elif self.page.locator(f"select{selector}").count():
            self.page.select_option(selector, str(value))
        elif self.page.locator(f"input[type=radio]{selector}").count():
            answer = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            self.page.check(f'{selector}[value="{answer}"]')
        else:
            self.page.fill(selector, str(value))

    def push(self, verb: str, **typed: str) -> None:
        """Send the form of one verb of a desk, with these fields typed; unfold it when it is folded."""
        form = self.page.locator(f"#form-{verb}")
        for fold in (
            form.locator("xpath=ancestor::details[not(@open)]/summary"),
            form.locator("details.verb-fold:not([open]) > summary"),
        ):
            if fold.count():
                fold.first.click()
        for name, value in typed.items():
            field = form.locator(f'[name="{name}"]')
            if field.first.get_attribute("type") == "radio":
                form.locator(f'[name="{name}"][value="{value}"]').check()
            else:
                field.fill(value)
        form.locator("button").last.click()
        assert self.page.locator("#errors").count() == 0, self.page.inner_text("#errors")

    def hand_in(self, matter: Matter) -> str:
        """Go on from the filled form to its check, confirm, and return the code on the receipt. What a shared source turns
        out not to know is asked for after all: then fill in that too."""
        for _ in range(2):
            self.page.click("button[value=check]")
            assert self.page.url.endswith("/check/"), self.page.inner_text("#errors")
            self.page.check("[name=confirm]")
            self.page.click("form[action$='/check/'] button")
            for element, field in matter.instead.items():
                if self.page.locator(f'form.form [name="{element}"]').count():
                    self.fill(field, sample_value(element, field, matter.seed))
            if self.page.url.endswith("/receipt/"):
                break
        self.reads("申请已提交")
        return str(self.page.inner_text(".receipt-code")).replace(" ", "")

    def open_task(self, title: str, code: str) -> None:
        """Find a case in the work list by its code and open the task of this name."""
        self.go("/desk/")
        self.page.fill("[name=words]", code)
        self.page.click(".filters button")
        self.page.locator("tbody a", has_text=re.compile(f"^{re.escape(title)}$")).first.click()


class Matter:
    """A published matter in one situation, with right values for its form that the shared sources know too, and an officer
    of the unit that decides each item. Made `offstage`."""

    def __init__(self, scenario: str, answers: Mapping[str, Any], handle: str, seed: int) -> None:
        self.matter = services.get_matter(scenario, accounts.COUNTY)
        self.seed = seed
        self.situation: Situation = services.situation_for(self.matter, answers)
        self.instead = {
            given.element: field_instead(self.matter.package, given)
            for given in self.situation.form.given
            if given.source not in ("sibling", "dropped", "commitment", "officer")
        }
        account = identity.find_account(handle)
        assert account is not None
        facts = identity.session_facts(str(account.id))
        # The situation's own answers stand for all that lead to it; what the sources hold is what this person says.
        said = {name: int(each) if str(each).isdecimal() else each for name, each in answers.items()}
        self.answers = {**self.situation.answers, **said}
        self.answered = answered_elements(self.matter.package.scenario.asks, self.answers)
        self.values = {
            field.element: facts.get(field.element, sample_value(field.element, field, seed))
            for field in self.situation.form.fields
            if field.type != "document" and field.element not in self.answered
        }
        # Who signs in is who the form says.
        self.values = fitted_to(self.matter.package, self.values, identity.number_of(str(account.id)))
        known = {**self.values, **self.answered}
        know_applicant(self.matter.package, self.situation, known, facts, seed, now())
        self.officers = {
            branch.item: accounts.staff("officer", branch.unit, branch.level, accounts.COUNTY, now()).handle
            for branch in self.situation.flow.branches
        }

    def fill_in(self, person: Person, leave_out: tuple[str, ...] = ()) -> None:
        for field in self.situation.form.fields:
            if field.element not in (*leave_out, *self.answered) and (
                field.type == "document" or not is_empty(self.values[field.element])
            ):
                person.fill(field, self.values.get(field.element))

    def submit(self, by: Actor, key: str, at: datetime, leave_out: tuple[str, ...] = ()) -> cases.CaseRef:
        """Hand the form in through the door, and what silent sources should have given."""
        papers = fill_in(
            (field for field in self.situation.form.fields if field.type == "document"), self.seed, by, at
        )
        data = {name: value for name, value in {**self.values, **papers}.items() if name not in leave_out}
        for _ in range(2):
            try:
                return cases.submit_case(
                    by=by, scenario=self.matter.compiled.scenario, division=accounts.COUNTY, answers=self.answers,
                    data=data, key=key, now=at,
                )  # fmt: skip
            except Refused as refused:
                problems = refused.problems
                silent = [self.instead[problem.where] for problem in refused.problems]
                data |= fill_in(silent, self.seed, by, at)
        raise AssertionError(f"still refused: {problems}")

    def titles(self) -> dict[str, str]:
        return {branch.item: branch.title.zh for branch in self.situation.flow.branches}
