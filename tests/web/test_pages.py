"""Every page: who may open it, in both languages and both sizes, and what its markup must never have."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.published import published_beside
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.web.ui.access import AUDIENCES, open_to
from tests.web.conftest import COUNTY
from tests.web.page_reader import complaints, read

OPEN = (
    "/", "/matters/", "/matters/?q=新生儿", "/matters/?q=zzzz&for=enterprise", "/matter/newborn/", "/matter/open-ktv/",
    "/apply/open-ktv/", "/apply/open-ktv/applies/", "/apply/open-ktv/applies/?floor_area=350&sells_food=no&sign=none&rented=yes",
    "/apply/open-ktv/applies/?floor_area=viel&sells_food=no&sign=none&rented=yes", "/track/", "/track/?code=ABC", "/track/22/",
    "/division/", "/division/?at=330100000000", f"/division/?at={COUNTY}", "/about/", "/about/clock/", "/sign-in/",
    "/proofs/", "/proofs/?list=kept&unit=public-security", "/ui/gallery/", "/nothing/", "/matter/nothing/", "/division/?at=1",
)  # fmt: skip
SIGNED = (
    "/my/",
    "/my/data/",
    "/my/data/1/object/",
    "/my/data/csv/",
    "/my/drafts/1/",
    "/my/drafts/1/check/",
    "/my/drafts/1/delete/",
    "/my/XX/",
    "/my/XX/receipt/",
)


def views_of(prefix: str) -> list[URLPattern]:
    found: list[URLPattern] = []
    pending = list(get_resolver().url_patterns)
    while pending:
        one = pending.pop()
        if isinstance(one, URLPattern):
            if getattr(one.callback, "__module__", "").startswith(prefix):
                found.append(one)
        else:
            pending += one.url_patterns
    return found


@pytest.mark.parametrize("address", OPEN)
@pytest.mark.parametrize("cookies", [{}, {"guantong_language": "en", "guantong_text": "large"}])
def test_page_when_shown_then_its_markup_keeps_the_rules(visitor, address, cookies):
    for name, value in cookies.items():
        visitor.cookies[name] = value
    answer = visitor.get(address)
    assert complaints(answer) == []
    page = read(answer)
    assert page.get("lang") == ("en" if cookies else "zh-CN")
    assert (page.get("class") == "large") == bool(cookies)


@pytest.mark.parametrize("address", OPEN)
def test_page_when_found_or_not_then_its_status_says_so(visitor, address):
    wrong = {
        "/apply/open-ktv/applies/": 400,
        "/apply/open-ktv/applies/?floor_area=viel&sells_food=no&sign=none&rented=yes": 400,
    }
    missing = {"/track/?code=ABC", "/track/22/", "/nothing/", "/matter/nothing/", "/division/?at=1"}
    expected = wrong.get(address, 404 if address in missing else 200)
    assert visitor.get(address).status_code == expected


@pytest.mark.parametrize("address", SIGNED)
def test_own_page_when_nobody_is_signed_in_then_asks_to_sign_in_and_comes_back(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=%2Fmy%2F")


@pytest.mark.parametrize("role", ["clerk", "officer", "manager"])
def test_own_page_when_opened_by_staff_then_is_refused_with_what_to_do(sign_in, role):
    client = sign_in(role)
    for address in SIGNED:
        answer = client.get(address)
        assert answer.status_code == 403
        assert complaints(answer) == []


@pytest.mark.parametrize("handle", ["citizen", "enterprise"])
def test_own_pages_when_opened_by_an_applicant_then_show_an_empty_list(sign_in, handle):
    answer = sign_in(handle).get("/my/")
    assert answer.status_code == 200
    assert complaints(answer) == []


def test_views_when_walked_then_each_says_who_may_open_it():
    for one in views_of("guantong.web"):
        assert getattr(one.callback, "open_to", frozenset()), one.name
        assert one.callback.open_to <= set(AUDIENCES)


def test_open_to_when_the_audience_is_unknown_then_is_refused_at_once():
    with pytest.raises(ValueError, match="everybody"):
        open_to("everybody")
    with pytest.raises(ValueError, match="anyone"):
        open_to()


def test_sign_in_when_the_password_is_wrong_then_says_so_once_and_keeps_the_name(visitor):
    answer = visitor.post("/sign-in/", {"handle": "citizen", "password": "no", "next": "/my/"})
    page = read(answer)
    assert answer.status_code == 400
    assert page.xpath("//input[@name='handle']/@value") == ["citizen"]
    assert page.xpath("//input[@name='next']/@value") == ["/my/"]
    assert not page.xpath("//input[@name='password']/@value")[0]
    assert complaints(answer) == []


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_when_next_leads_elsewhere_then_goes_home(sign_in, wanted):
    assert sign_in("citizen").get("/sign-in/", {"next": wanted}).url == "/"


def test_sign_out_when_only_looked_at_then_keeps_the_session(sign_in):
    client = sign_in("citizen")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/my/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/my/").status_code == 302


def test_switches_when_used_then_keep_the_page_and_are_remembered(visitor):
    answer = visitor.get("/set/language/", {"to": "en", "next": "/matters/?q=KTV"})
    assert answer.url == "/matters/?q=KTV"
    visitor.get("/set/text/", {"to": "large", "next": "/"})
    page = read(visitor.get("/matters/?q=KTV"))
    assert (page.get("lang"), page.get("class")) == ("en", "large")
    visitor.get("/set/text/", {"to": "normal", "next": "/"})
    assert read(visitor.get("/")).get("class") is None


def test_division_when_chosen_then_is_remembered_and_its_standard_is_shown(visitor):
    answer = visitor.post("/division/", {"code": COUNTY, "next": "/matter/newborn/"})
    assert answer.url == "/matter/newborn/"
    assert "西湖区" in visitor.get("/matter/newborn/").content.decode()
    visitor.cookies["guantong_division"] = "' OR 1=1"
    assert visitor.get("/").status_code == 200


def test_home_when_matters_are_published_then_its_sums_are_those_of_their_rows(visitor):
    page = read(visitor.get("/"))
    totals = [
        (int(each.xpath("string(.//*[@class='figure-before']/text())")), int(each.xpath("string(.//*[@class='figure-after']/text())")))
        for each in page.xpath("//ul[@class='saved-total']/li")
    ]  # fmt: skip
    rows = [
        tuple(sum(int(cell) for cell in table.xpath(f".//tbody/tr/td[{column}]/text()")) for column in (1, 2))
        for table in page.xpath("//table")
    ]
    assert totals == rows
    assert len(totals) == 6
    assert totals[0][0] > totals[0][1]


def test_guide_when_a_figure_is_opened_then_each_sum_stands_beside_its_rows(visitor):
    page = read(visitor.get("/matter/open-ktv/"))
    for figure in page.xpath("//details[@class='figure']"):
        for section in figure.xpath(".//section"):
            amounts = [int(each) for each in section.xpath(".//li/b/text()")]
            total = int(section.xpath("string(.//h4/*[@class='count'])"))
            name = figure.xpath("string(.//*[@class='figure-name'])")
            assert sum(amounts) == total or "时间" in name


def test_guide_when_a_source_publishes_figures_then_they_stand_beside_the_computed_ones_with_the_reason(
    visitor,
):
    matter = services.get_matter("open-ktv", "")
    published = published_beside(matter.package, matter.compiled.situations[0])
    page = read(visitor.get("/matter/open-ktv/"))
    rows = page.xpath("//section[@id='figures']//table/tbody/tr")
    assert len(rows) == len(published) == 3
    for one, row in zip(published, rows, strict=True):
        text = " ".join(row.text_content().split())
        assert one.computed in text
        assert f"→ {one.after:g}" in text
        assert one.source in text
        assert one.note is not None
        assert one.note.zh in text


@pytest.mark.parametrize("scenario", ["open-ktv", "newborn"])
def test_guide_when_the_page_is_read_then_it_is_the_one_guide_with_every_assumption_marked(visitor, scenario):
    matter = services.get_matter(scenario, "")
    guide = make_guide(matter.package, matter.compiled.situations[0])
    page = read(visitor.get(f"/matter/{scenario}/"))
    shown = page.xpath("//section[@id='items']/ol/li")
    assert len(shown) == len(guide.items)
    for one, line in zip(guide.items, shown, strict=True):
        text = " ".join(line.text_content().split())
        for said in (
            one.title,
            one.unit,
            one.visit,
            one.serves,
            *one.laws,
            *one.conditions,
            *one.procedures,
            *one.subjects,
        ):
            assert said in text
        kept = (
            "unit",
            "basic_code" * bool(one.basic_code),
            "promised",
            "legal" * bool(one.legal),
            "visits",
            "law",
            "when" * bool(one.decided_by),
            "pauses" * bool(one.procedures),
        )
        marks = sum(max(1, len(one.laws)) if key == "law" else 1 for key in kept if key in one.guesses)
        assert len(line.xpath(".//*[@class='guess']")) == marks
    asked = page.xpath("//section[@id='bring']/ul/li")
    assert [bool(line.xpath(".//*[@class='guess']")) for line in asked] == [
        need.assumed for need in guide.documents
    ]
    basis = page.xpath("string(//section[@id='basis'])")
    assert all(one.says in basis and one.document in basis for one in guide.rests_on)
    assert all(word in basis for one in guide.items for word in one.assumed_words)


def test_guide_when_a_place_is_chosen_then_the_implementing_code_is_that_of_its_unit(visitor):
    basic = "000122013000"
    assert f"4{basic}" not in visitor.get("/matter/open-ktv/").content.decode()
    visitor.post("/division/", {"code": COUNTY, "next": "/"})
    text = visitor.get("/matter/open-ktv/").content.decode()
    unit = orgs.unit_filling("culture-tourism", COUNTY, "county")
    assert f"{unit.uscc}4{basic}" in text


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 429, 500])
def test_error_page_when_shown_then_says_what_to_do_even_when_everything_else_is_broken(visitor, rf, status):
    from guantong.web.ui.errors import error_page

    answer = error_page(rf.get("/somewhere/"), status)
    assert answer.status_code == status
    assert complaints(answer) == []


def test_form_when_its_token_is_missing_then_the_page_says_that_it_expired(pages):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"handle": "citizen", "password": "x"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
    assert complaints(answer) == []


def test_page_when_answered_then_the_security_policy_allows_nothing_inside_or_from_elsewhere(visitor):
    policy = visitor.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_matters_when_words_hold_markup_then_it_is_shown_and_not_run(visitor):
    text = visitor.get("/matters/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script" not in text
