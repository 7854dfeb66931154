"""A shared source that lies, mixes people up, answers junk or answers twice: nothing of it gets into a case."""

from __future__ import annotations

import threading
import time

import psycopg
import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions.plausible import plausible
from guantong.modules.services import public as services
from guantong.modules.sharing.public import reads_of, write_records
from guantong.project.postgres import Embedded
from tests.faults.figures import say
from tests.faults.served import Browser, served
from tests.modules.cases.conftest import _files_of_this_test, desk
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU

__all__ = ["_files_of_this_test", "desk"]
LIES = [["a list"], {"an": "object"}, 42, True, "x" * 100_000]


def tell(desk, **data):
    """Let the register of companies say something of the first company's legal representative."""
    write_records(resource="companies", by=SYSTEM, now=desk.at, records={id_number("legal_rep", 0): data})


def values(desk, ref):
    view = cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date())
    return {value.element: value.value for value in view.values}


@pytest.mark.parametrize("lie", LIES)
def test_source_when_it_answers_what_its_element_does_not_allow_then_the_person_is_asked_and_that_counts(
    desk, lie, caplog
):
    tell(desk, uscc=uscc_number("company", 0), address=lie)
    with pytest.raises(Refused) as refused:
        desk.submit()
    assert {problem.where for problem in refused.value.problems} == {"company.address"}
    assert {problem.code for problem in refused.value.problems} == {"form.source_silent"}
    ref = desk.submit(company__address="文一路1号")
    assert values(desk, ref)["company.address"] == "文一路1号"
    assert "source.implausible resource=companies element=company.address" in caplog.text
    assert str(lie)[:20] not in caplog.text


def test_source_when_it_answers_about_somebody_else_then_nothing_of_it_counts():
    matter_package = situation = None
    believed = plausible(
        {"company.uscc": uscc_number("company", 1), "company.name": "别家"}, resource="companies", holder="company.uscc",
        key=uscc_number("company", 0), situation=situation, package=matter_package,
    )  # fmt: skip
    assert believed == {}


def test_source_when_it_answers_rightly_then_it_is_believed_as_before(desk):
    ref = desk.submit()
    assert values(desk, ref)["company.address"] == "西湖乐府有限公司住所"


def test_source_when_the_form_is_sent_twice_then_one_case_holds_one_answer_and_each_read_has_its_trace(desk):
    first, again = desk.submit(key="once"), desk.submit(key="once")
    assert (first.id, first.version) == (again.id, again.version)
    assert len(reads_of(f"case:{first.id}")) == len(
        {(row.resource, row.item) for row in reads_of(f"case:{first.id}")}
    )


def test_source_when_it_changes_its_mind_between_two_reads_then_the_case_keeps_what_it_was_opened_with(desk):
    ref = desk.submit()
    tell(desk, uscc=uscc_number("company", 0), address="第二次的回答")
    desk.act(desk.clerk(), ref, "accept")
    assert values(desk, ref)["company.address"] == "西湖乐府有限公司住所"


def test_source_when_every_element_lies_then_the_matter_can_still_be_applied_for(desk):
    services.get_matter(VENUE, XIHU)
    tell(desk, uscc=["?"], address=7)
    data = desk.form()
    for _ in range(3):
        try:
            ref = cases.submit_case(
                by=desk.company,
                scenario=VENUE,
                division=XIHU,
                answers=ANSWERS,
                data=data,
                key="k",
                now=desk.at,
            )
            break
        except Refused as refused:
            data |= {problem.where: _typed(problem.where) for problem in refused.problems}
    assert values(desk, ref)["company.address"] == _typed("company.address")


def _typed(element):
    return uscc_number("company", 0) if element.endswith("uscc") else "手填"


@pytest.mark.faults
def test_source_when_it_hangs_then_the_person_is_told_within_seconds_and_the_same_form_works_when_it_answers_again():
    """A table locked by a large load: who waits for it gets the page, not an hour-glass, and holds up nobody else."""
    with served(drafts=1) as made:
        browser, reader = Browser(made.address), Browser(made.address)
        browser.sign_in("company-one")
        server = Embedded(made.home)
        sending = threading.Thread(target=browser.hand_in, args=(made.drafts[0],))
        with psycopg.connect(server.start()) as other:
            other.execute("LOCK TABLE sharing_record IN ACCESS EXCLUSIVE MODE")
            began = time.monotonic()
            sending.start()
            while not browser.sorry and time.monotonic() - began < 40:
                assert reader.ask("GET", "/track/").status_code == 200
                time.sleep(0.2)
            waited = time.monotonic() - began
        sending.join(60)
        server.stop()
        assert browser.sorry > 0
        assert len(browser.codes) == 1
        assert browser.strange == []
        assert made.check(browser.codes)["wrong"] == []
    say(
        f"a source that hangs: told after {waited:.0f} s, {reader.longest:.1f} s the longest wait of anybody else, one case afterwards"
    )
