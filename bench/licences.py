"""How many licences are issued and verified a second: `python -m bench.licences [LICENCES]`, one process, one after the other.

Runs on an embedded PostgreSQL of its own with full durability, which is gone afterwards. Beside the whole, the parts: what
SM2 costs (pure Python behind `core.kernel.signing`), what Ed25519, what the drawing of a PDF.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.tables import table

ONCE = 20  # repetitions of the slower parts
DIVISION = "330000000000"


def main(number: int) -> None:
    from guantong.project import start

    start.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from guantong.core.kernel.actor import SYSTEM
    from guantong.modules.licences import public as licences
    from guantong.project.clock import now

    orders = make_orders(number)
    issued: list[licences.LicenceRow] = []
    rows = [rate("issue a licence: two signatures, five rows, one commit", number, lambda at: issued.extend(
        licences.issue(by=SYSTEM, orders=[orders[at]], now=now())))]  # fmt: skip
    paper = licences.paper_of(by=SYSTEM, identifier=issued[0].identifier, today=now().date())
    for what, content in (("token", paper.token), ("record", paper.record), ("identifier", paper.identifier)):
        rows.append(
            rate(f"verify: {what}", ONCE, lambda at, text=content: check(licences.verify(text, now=now())))
        )
    rows.append(
        rate("sign a status list of 131,072 places", ONCE, lambda at: licences.status_list(1, now=now()))
    )
    rows.append(
        rate("draw and sign a PDF", ONCE // 4, lambda at: licences.signed_pdf(by=SYSTEM, identifier=paper.identifier, now=now()))
    )  # fmt: skip
    print(table(("one process", "a second", "ms each"), [*rows, *parts()]))
    start.stop()


def make_orders(number: int) -> list[Any]:
    """Return so many decisions of one unit, each of a case of its own."""
    from guantong.core.kernel.text import Text
    from guantong.modules.licences.public import Field, Holder, Order
    from guantong.modules.orgs.models import Division, Unit
    from guantong.project.clock import now

    Division.objects.create(code=DIVISION, name="province", level="province")
    unit = Unit.objects.create(
        name="unit", role="market-regulation", division_id=DIVISION, level="province", uscc="11330000002500287C", synthetic=True
    )  # fmt: skip
    fields = tuple(
        Field(element=f"company.field{n}", title=Text(f"field {n}"), value="x" * 20) for n in range(5)
    )
    return [
        Order(
            case_id=case, case_code="23456789ABCQ", scenario="bench", item="item", item_title=Text("item"), element="licence/x",
            name=Text("licence"), type_code="001", number=f"n-{case}", unit_id=unit.pk, division=DIVISION,
            holder=Holder(name=f"company {case}", code="91330106MA2A12345X", code_type="uscc"), fields=fields,
            decided_on=now().date(), term_months=60,
        )
        for case in range(1, number + 1)
    ]  # fmt: skip


def parts() -> list[tuple[str, str, str]]:
    from guantong.core.kernel import signing

    message, rows = b"x" * 1200, []
    for algorithm in ("sm2", "ed25519"):
        key = signing.make_key(algorithm)
        signature = signing.sign(key, message)
        rows.append(
            rate(f"{algorithm}: sign 1,200 bytes", ONCE, lambda at, key=key: signing.sign(key, message))
        )
        rows.append(rate(f"{algorithm}: verify", ONCE, lambda at, key=key, signature=signature: check(signing.holds(key.public, message, signature))))  # fmt: skip
    return rows


def check(right: Any) -> None:
    """What is measured must be right."""
    if not getattr(right, "valid", right):
        raise SystemExit(f"does not hold: {right}")


def rate(what: str, times: int, run: Callable[[int], object]) -> tuple[str, str, str]:
    begun = time.perf_counter()
    for at in range(times):
        run(at)
    each = (time.perf_counter() - begun) / times
    return what, f"{1 / each:,.0f}", f"{each * 1000:.1f}"


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    os.environ["GUANTONG_HOME"] = tempfile.mkdtemp(prefix="guantong-bench-")
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    finally:
        shutil.rmtree(os.environ["GUANTONG_HOME"], ignore_errors=True)
