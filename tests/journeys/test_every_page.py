"""Every page in a real browser: as narrow as a phone, in large text, and what people with a screen reader need."""

from __future__ import annotations

import pytest

from guantong.core.flow.model import Event
from guantong.core.scenario.read import read_package
from guantong.modules.cases import public as cases
from guantong.modules.licences import public as licences
from guantong.project.demo import accounts
from tests.database_runner import settle_down
from tests.journeys.browsing import Matter, offstage
from tests.journeys.conftest import AT, EARLIER, SCENARIOS
from tests.journeys.test_licences import issue

pytestmark = pytest.mark.django_db

# Text must stand out from what is behind it (WCAG 1.4.3: 4.5, large text 3), each control must have a name, headings
# must not skip a level, nothing to press may be smaller than 24 pixels (WCAG 2.5.8; links inside text excepted).
FAULTS = """() => {
  const found = [], shown = e => e.checkVisibility && e.checkVisibility() && e.getClientRects().length > 0;
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return [m[0], m[1], m[2], m[3] === undefined ? 1 : m[3]] };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) { const style = getComputedStyle(e);
    if (style.backgroundImage != 'none' && !['SELECT'].includes(e.tagName)) return null;
    const c = parse(style.backgroundColor); if (c[3] > 0.99) return c } return [255, 255, 255, 1] };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement;
    if (!node.textContent.trim() || !shown(e) || e.closest('svg, .sr, option, [aria-hidden=true], :disabled, :disabled + label')) continue;
    const style = getComputedStyle(e), back = behind(e), fore = parse(style.color);
    if (!back || fore[3] < 0.99) continue;
    const [high, low] = [light(fore), light(back)].sort((a, b) => b - a), ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`contrast ${ratio.toFixed(1)}: ${node.textContent.trim().slice(0, 30)}`);
  }
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!shown(e)) continue;
    const name = (e.getAttribute('aria-label') || e.innerText || (e.labels && [...e.labels].map(l => l.textContent).join(' '))
      || e.textContent || '').trim();
    if (!name) found.push(`no name: ${e.outerHTML.slice(0, 80)}`);
    const box = e.getBoundingClientRect(), inText = e.tagName == 'A' && getComputedStyle(e).display == 'inline';
    if (!inText && !e.closest('.sr, .skip') && e.type != 'radio' && e.type != 'checkbox' && Math.round(box.height) < 24 && box.height > 0)
      found.push(`too small to press (${Math.round(box.height)}): ${name.slice(0, 30)}`);
  }
  let before = 0;
  for (const e of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!shown(e)) continue;
    const level = Number(e.tagName[1]);
    if (before && level > before + 1) found.push(`heading ${level} after ${before}: ${e.textContent.trim().slice(0, 30)}`);
    before = level;
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const out = [...document.querySelectorAll('body *')].filter(e => shown(e) && e.getBoundingClientRect().right > innerWidth + 1)
      .slice(-3).map(e => e.tagName + '.' + e.className);
    found.push(`scrolls sideways: ${wide} of ${innerWidth}, ${out}`);
  }
  return found }"""


@pytest.fixture(scope="module")
def addresses(site) -> dict[str, tuple[str, ...]]:
    """Return sign-in name -> pages, over a case in hand with a gap, a correction, a question and a visit."""
    return offstage(make_addresses)


def _licence() -> tuple[str, str, int]:
    """Return identifier, reference of a copy, and number of a proposal to revoke it, of a licence of the enterprise."""
    identifier = issue()
    company = accounts.enterprise(0, EARLIER).actor
    market = accounts.staff("officer", "market-regulation", "county", accounts.COUNTY, EARLIER).actor
    copy = licences.make_copy(
        by=company, identifier=identifier, purpose="租赁商铺", receiver="某商场", until=AT.date(), now=AT
    )
    proposal = licences.propose_revocation(by=market, identifier=identifier, because="提交虚假材料", now=AT)
    return identifier, copy.reference, proposal.id


def make_addresses() -> dict[str, tuple[str, ...]]:
    matter = Matter(
        "open-ktv",
        {"floor_area": 350, "sells_food": "yes", "sign": "none", "rented": "yes"},
        "enterprise",
        74,
    )
    company = accounts.enterprise(0, EARLIER).actor
    clerk = accounts.staff("clerk", "service-centre", "county", accounts.COUNTY, EARLIER).actor
    market = accounts.staff("officer", "market-regulation", "county", accounts.COUNTY, EARLIER).actor
    for role in ("culture-tourism", "public-security"):
        accounts.staff("officer", role, "county", accounts.COUNTY, EARLIER)
    where = {"scenario": "open-ktv", "division": accounts.COUNTY, "answers": matter.situation.answers}
    ref = matter.submit(company, "pages-1", EARLIER, leave_out=("hygiene.rules",))
    waiting = matter.submit(company, "pages-2", AT, leave_out=("hygiene.rules",))
    draft = cases.save_draft(by=company, **where, data={"company.name": "填了一半"})
    for by, event in (
        (clerk, Event(do="accept", owed=("hygiene.rules",))),
        (
            market,
            Event(do="consult", item="business-licence", target="public-security", because="是否有异议"),
        ),
        (
            market,
            Event(
                do="return", item="business-licence", fields=("company.name",), because="名称与核准的不一致"
            ),
        ),
    ):
        cases.act_on_case(by=by, case_id=ref.id, event=event, now=EARLIER)
    identifier, copy, proposal = _licence()
    licence, unit_licence = f"/my/licences/{identifier}/", f"/desk/licences/{identifier}/"
    settle_down(read_package(SCENARIOS / "one-identity"), EARLIER)
    read = cases.my_data(by=company, today=AT.date()).rows[-1].id
    answers = "floor_area=350&sells_food=yes&sign=none&rented=yes"
    mine = f"/my/{ref.code}/"
    return {
        "": (
            "/", "/matters/", "/matter/open-ktv/", "/apply/open-ktv/", f"/apply/open-ktv/applies/?{answers}", "/apply/open-ktv/applies/",
            "/track/", f"/track/{ref.code}/", "/division/", "/about/", "/about/clock/", "/sign-in/", "/nothing/",
            "/verify/", f"/verify/{identifier}/", f"/verify/{copy}/", "/verify/1.2.3/", "/keys/",
            "/proofs/", "/proofs/?list=kept", "/proofs/?words=zzz",
        ),
        "enterprise": (
            "/my/", f"/my/drafts/{draft}/", f"/my/drafts/{draft}/check/", f"/my/drafts/{draft}/delete/", mine, f"{mine}receipt/",
            f"{mine}correct/", f"{mine}supplement/", f"{mine}withdraw/",
            "/my/data/", "/my/data/?year=2020", f"/my/data/{read}/object/",
            "/my/licences/", licence, f"{licence}copy/", f"{licence}withdraw/{copy}/",
            "/account/", "/account/password/", "/account/prove/", "/account/second-factor/", "/account/providers/", "/account/tokens/",
        ),
        "clerk": ("/window/", "/window/?phase=handling", f"/window/{waiting.id}/", f"/window/{ref.id}/", "/window/?phase=x",
            "/window/one-id/", "/window/one-id/one-identity/", f"/window/{ref.id}/one-id/"),
        "officer": ("/desk/", "/desk/?colour=red", f"/desk/{ref.id}/business-licence/", "/desk/licences/", unit_licence,
            "/desk/licences/?words=nobody", "/desk/proposals/", f"/desk/proposals/{proposal}/"),
        "officer-culture-tourism-330106": (f"/desk/{ref.id}/premises/",),
        "officer-public-security-330106": ("/desk/", f"/desk/{ref.id}/business-licence/"),
        "manager": (
            "/overview/", "/overview/tasks/", "/overview/tasks/?colour=red", "/overview/figures/", "/overview/figures/open-ktv/", "/cases/",
            f"/cases/{ref.id}/",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("width", "cookies"),
    [(390, {}), (390, {"guantong_text": "large", "guantong_language": "en"}), (1280, {})],
    ids=["phone", "phone-large-english", "desk"],
)
def test_every_page_when_seen_in_a_browser_then_nothing_is_cut_off_faint_nameless_or_too_small(
    person, site, addresses, width, cookies
):
    faults = {}
    for handle, pages in addresses.items():
        page = person(handle, width=width).page
        page.context.add_cookies(
            [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
        )
        for address in pages:
            page.goto(address)
            if found := page.evaluate(FAULTS):
                faults[address] = found
    assert faults == {}
