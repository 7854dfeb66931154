"""Whatever a stranger writes, the readers answer with a problem: never with another exception, never for long.

`make fuzz` sends many more (`GUANTONG_FUZZ`).
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import string
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.core.papers.canonical import canonical, is_plain
from guantong.core.papers.pdf_signing import check_pdf
from guantong.core.papers.published import Keys
from guantong.core.papers.verify import Standing, read_claim, verify_text
from guantong.core.papers.verify_pdf import verify_pdf
from guantong.core.scenario.conditions import holds, parse_condition
from guantong.core.scenario.lines import parse_source, read_source
from guantong.core.scenario.read import inspect_package, read_package
from guantong.core.scenario.workbook import export_workbook, inspect_workbook
from guantong.modules.cases.actions.documents import KINDS, kind_of
from guantong.modules.identity.rules import attempts, codes, sessions
from guantong.project.clock import ZONE
from guantong.project.home import scenarios
from tests.fuzzing import seed_for

DEEP = max(1, int(os.environ.get("GUANTONG_FUZZ", "1")) // 10)
LONGEST_SECONDS = 4.0  # for one input on a busy machine; what a bomb would take is far more
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
KEYS = Keys(origin="", root="", keys={})


def quickly(examples: int):
    so = settings(
        max_examples=examples * DEEP, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )

    def prepare(test):
        return seed(seed_for(test.__qualname__))(so(test))

    return prepare


class Stopwatch:
    def __enter__(self):
        self.began = time.process_time()

    def __exit__(self, kind, *rest):
        if kind is None:
            assert time.process_time() - self.began < LONGEST_SECONDS


# ----------------------------------------------------------------------------------------------------- scenarios

SCENARIO = (scenarios() / "newborn" / "scenario.yaml").read_text("utf-8")
SIGNS = st.text(alphabet=st.sampled_from(string.printable + "：“中\ufeff\u2028\0"), max_size=200)
PIECES = st.lists(
    st.sampled_from(["- ", "a: ", "&a ", "*a", "!!python/object:os.system ", "<<: ", "{", "}", "[", "]", "\n", "  ", "? ", "| ", "> ", "'", '"', "---\n", "%YAML 9\n", "\t", "#", "1e999", "0x", "~", "2026-99-99", "💥"]),
    max_size=60,
).map("".join)  # fmt: skip


@quickly(120)
@given(st.one_of(SIGNS, PIECES, st.binary(max_size=200).map(lambda raw: raw.decode("latin-1"))))
@example("[" * 900)
@example("a: " * 300)
@example("{" * 300 + "}" * 300)
@example("a: &x [*x, *x]")
@example("".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(12)))
@example("- " * 300)
def test_yaml_when_it_is_anything_then_it_is_read_or_refused(text):
    with Stopwatch():
        source, problems = parse_source(text, "x.yaml")
    assert source is not None or problems


@st.composite
def spoiled(draw, text: str) -> str:
    """A file of ours with a few lines taken away, doubled, cut or replaced."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        lines[at] = draw(st.sampled_from(["", lines[at][: len(lines[at]) // 2], lines[at] + "\n" + lines[at], lines[at].replace(":", ": [", 1), " " + lines[at], lines[at].split(":")[0] + ": 1e9", lines[at].split(":")[0] + ": {}", lines[at].split(":")[0] + ": []", lines[at].split(":")[0] + ": '\\0'"]))  # fmt: skip
    return "\n".join(lines)


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("scenarios")
    for name in ("elements.yaml", "resources.yaml", "units.yaml"):
        (root / name).write_bytes((scenarios() / name).read_bytes())
    (root / "newborn").mkdir()
    return root / "newborn"


@quickly(8)
@given(text=spoiled(SCENARIO))
def test_package_when_lines_of_it_are_spoiled_then_every_problem_is_named_and_nothing_else_happens(
    package, text
):
    (package / "scenario.yaml").write_text(text, "utf-8")
    with Stopwatch():
        reading = inspect_package(package)
    assert reading.package is not None or reading.errors


@quickly(30)
@given(st.binary(max_size=300))
def test_file_when_it_is_any_bytes_then_it_is_read_or_refused(tmp_path_factory, raw):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    source, problems = read_source(path, "any.yaml")
    assert source is not None or problems


# ---------------------------------------------------------------------------------------------------- conditions

WORDS = st.sampled_from(["a", "b", "and", "or", "not", "in", "(", ")", "<", "<=", "==", "!=", "+", "-", "*", "/", "**", "//", "%", "1", "0", "0.1", "1e308", "9" * 40, "'x'", "yes", "no", ",", "[", "]", ".", "__class__", "lambda:", "if", "else", ":=", "f'{a}'", "~", "@", "\0", "\n", "a()", "a[0]"])  # fmt: skip


@quickly(250)
@given(st.one_of(st.lists(WORDS, max_size=25).map(" ".join), SIGNS), st.dictionaries(st.sampled_from("ab"), st.one_of(st.booleans(), st.integers(), st.text(max_size=3))))  # fmt: skip
@example("(" * 240 + "a" + ")" * 240, {})
@example("-" * 499 + "1", {})
@example("not " * 120 + "a", {})
@example("9**9**9**9", {})
@example("a" * 501, {})
@example("1/0 > a", {"a": 1})
def test_condition_when_it_is_anything_then_it_is_true_false_or_refused(text, answers):
    with Stopwatch():
        found = judged(text, answers)
    assert found in (True, False) or found.startswith("condition.")


def judged(text: str, answers: dict[str, object]) -> bool | str:
    try:
        return holds(parse_condition(text), answers)
    except Refused as refused:
        return refused.code


# ------------------------------------------------------------------------------------------------------ licences

PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8), st.sampled_from(["\0", "\ud800", "EdDSA", "none", "did:web:x", "20260302"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["record", "signature", "key", "value", "alg", "kid", "proof", "type", "credentialSubject", "extend_info", "status", "carried", "x"]), inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip
RECORDS = st.fixed_dictionaries({"record": PLAIN, "signature": st.one_of(PLAIN, st.fixed_dictionaries({"algorithm": PLAIN, "signer_id": PLAIN, "key": PLAIN, "value": PLAIN}))})  # fmt: skip
PROOF = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "proofPurpose": "assertionMethod",
    "verificationMethod": "k",
}
CREDENTIALS = st.builds(lambda body, value: {**body, "proof": {**PROOF, "proofValue": value}}, st.dictionaries(st.sampled_from(["type", "credentialSubject", "issuer"]), PLAIN), PLAIN)  # fmt: skip


def token(header: object, payload: object, signature: bytes) -> str:
    from guantong.core.papers.tokens import base64url

    parts = (json.dumps(part).encode("utf-8", "surrogatepass") for part in (header, payload))
    return ".".join([*(base64url(part) for part in parts), base64url(signature)])


TOKENS = st.builds(token, PLAIN, PLAIN, st.binary(max_size=64))
PAPERS = st.one_of(
    st.text(max_size=80), RECORDS.map(json.dumps), CREDENTIALS.map(json.dumps), TOKENS, PLAIN.map(json.dumps)
)


@quickly(250)
@given(PAPERS)
@example('{"record": ' + "[" * 900 + "]" * 900 + ', "signature": {}}')
@example("[" * 100_000)
@example('{"a":' * 20_000)
@example("1" * 100_000)
@example("ey" + "J" * 150_000 + "..")
@example("eyJhbGciOiJub25lIn0.e30.")
def test_paper_when_it_is_anything_then_it_is_judged_and_never_holds(text):
    with Stopwatch():
        verdict = verify_text(text, KEYS, now=NOW, standing=lambda claim: Standing())
    assert not verdict.valid
    claim = read_claim(text)
    if claim is not None:
        json.dumps([claim.kid, claim.fields], ensure_ascii=False).encode()  # can be shown and stored


@quickly(150)
@given(PLAIN)
def test_data_when_it_is_plain_then_it_can_be_written_and_signed_or_is_refused(data):
    if is_plain(data):
        json.dumps(data, ensure_ascii=False).encode()
        with contextlib.suppress(ValueError):
            canonical(data)


PDF = b"%PDF-1.7\n1 0 obj<</Type/Sig/ByteRange [0 60 80 40]/Contents<30800000>/M(D:20260302010000Z)>>endobj\n%%EOF"


@quickly(60)
@given(st.one_of(st.binary(max_size=300).map(lambda raw: b"%PDF-1.7\n" + raw), st.tuples(st.integers(0, len(PDF)), st.binary(max_size=12)).map(lambda cut: PDF[: cut[0]] + cut[1] + PDF[cut[0] :])))  # fmt: skip
@example(b"%PDF-1.7 /ByteRange [0 26 30 0]<30>")
@example(b"%PDF-" + b"/ByteRange [0 1 2 3]" * 5000)
def test_pdf_when_it_is_anything_then_it_is_judged_and_never_holds(raw):
    with Stopwatch():
        verdict = verify_pdf(raw, KEYS, lambda text: pytest.fail("opened a PDF without a seal"))
        seal = check_pdf(raw, [])
    assert not verdict.valid
    assert seal is None or not seal.holds


# ----------------------------------------------------------------------------------------- workbooks and packed files


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("fuzz") / "good.xlsx"
    export_workbook(read_package(scenarios() / "newborn"), path)
    return path


@quickly(14)
@given(data=st.data())
def test_workbook_when_parts_of_it_are_spoiled_then_it_is_read_or_every_problem_has_a_place(workbook, data):
    """One part cut, mixed up, left out, or with other cells in it; or the bytes of the packed file themselves."""
    with zipfile.ZipFile(workbook) as good:
        names = good.namelist()
        name = data.draw(st.sampled_from([each for each in names if each.endswith((".xml", ".rels"))]))
        how = data.draw(st.sampled_from(["cut", "gone", "swap", "cells", "raw"]))
        content = good.read(name)
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        changed = {
            "cut": content[:at], "gone": None, "swap": good.read(data.draw(st.sampled_from(names))),
            "cells": content.replace(b"<is><t>", b'<is><t>[{"', 3).replace(b't="inlineStr"', b't="d"', 1), "raw": content,
        }[how]  # fmt: skip
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as bad:
            for each in names:
                part = changed if each == name else good.read(each)
                if part is not None:
                    bad.writestr(each, part)
    raw = bytearray(packed.getvalue())
    if how == "raw":
        for _ in range(data.draw(st.integers(1, 20))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = workbook.with_name("spoiled.xlsx")
    path.write_bytes(bytes(raw))
    with Stopwatch():
        reading = inspect_workbook(path)
    assert reading.package is not None or reading.problems


@quickly(150)
@given(st.one_of(st.binary(max_size=120), st.binary(max_size=120).map(lambda raw: b"PK\x03\x04" + raw), st.binary(min_size=18, max_size=60).map(lambda raw: b"PK\x05\x06" + raw)))  # fmt: skip
def test_upload_when_it_is_any_bytes_then_it_is_of_a_known_type_or_of_none(raw):
    assert kind_of(raw) in ("", *KINDS)


@quickly(120)
@given(st.text(max_size=60), st.integers(-3, 9))
def test_headers_when_they_say_anything_then_what_is_kept_of_them_is_ours(text, hops):
    assert isinstance(attempts.counted_address(text, text, hops), str)
    assert len(sessions.device_words(text)) < 60
    assert codes.normal_recovery(text) == "" or len(codes.normal_recovery(text)) in (
        codes.RECOVERY_LENGTH,
        codes.EARLIER_LENGTH,
    )
    assert (
        codes.matching_step("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", text, NOW, -1) is None
        or text.strip().isdecimal()
    )
