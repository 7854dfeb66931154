"""Reads a page as a browser without scripts would: its forms, labels, links and headings; and what a page must never have."""

from __future__ import annotations

from lxml import html

ANSWERS = {"mother_insured": "yes", "wants_guidance": "yes"}
PDF = b"%PDF-1.7 a small file"


def read(answer) -> html.HtmlElement:
    return html.fromstring(answer.content.decode())


def form_of(page: html.HtmlElement, action: str) -> html.HtmlElement:
    return next(form for form in page.forms if (form.get("action") or "").split("?")[0] == action)


def posted(form: html.HtmlElement) -> dict[str, str]:
    """Return what a browser would send for the form as it stands (without files and buttons)."""
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def errors_of(page: html.HtmlElement) -> list[tuple[str, str]]:
    """Return (target, text) of the error summary."""
    return [(link.get("href"), link.text_content()) for link in page.xpath("//*[@id='errors']//a")]


def complaints(answer) -> list[str]:
    """Return everything that a page of ours must not do: the rules of the house for markup."""
    page, text = read(answer), answer.content.decode()
    found: list[str] = []
    if page.get("lang") not in ("zh-CN", "en"):
        found.append("no language")
    if len(page.xpath("//h1")) != 1:
        found.append(f"{len(page.xpath('//h1'))} headings of level 1")
    if not page.xpath("//title")[0].text_content().strip():
        found.append("no title")
    if len(page.xpath("//main[@id='main']")) != 1 or not page.xpath("//a[@class='skip'][@href='#main']"):
        found.append("no main part to skip to")
    found += [f"script inside: {element.tag}" for element in page.xpath("//script[not(@src)]")]
    found += [f"style inside: {element.tag}" for element in page.xpath("//style | //*[@style]")]
    found += [
        f"{name} on {element.tag}"
        for element in page.iter()
        if isinstance(element.tag, str)
        for name in element.attrib
        if name.startswith("on")
    ]
    found += [
        f"from elsewhere: {value}"
        for value in page.xpath("//@src | //link/@href")
        if not value.startswith("/")
    ]
    ids = page.xpath("//@id")
    found += [f"id twice: {each}" for each in set(ids) if ids.count(each) > 1]
    labelled = set(page.xpath("//label/@for"))
    found += [
        f"no label: {element.get('name')}"
        for element in page.xpath("//input[not(@type='hidden')] | //select | //textarea")
        if element.get("id") not in labelled
    ]
    found += [f"field set without legend: {each.get('id')}" for each in page.xpath("//fieldset[not(legend)]")]
    found += [
        f"points nowhere: {target}"
        for target in page.xpath("//a[starts-with(@href, '#')]/@href")
        if target[1:] not in ids
    ]
    described = " ".join(page.xpath("//@aria-describedby | //@aria-labelledby")).split()
    found += [f"described by nothing: {each}" for each in described if each not in ids]
    found += [f"form without token: {form.get('action')}" for form in page.xpath("//form[@method='post'][not(.//input[@name='csrfmiddlewaretoken'])]")]  # fmt: skip
    found += [f"text nobody wrote: {word}" for word in _unwritten(text)]
    return found


def _unwritten(text: str) -> list[str]:
    import re

    return re.findall(r"\[(?:ui|public|citizen|flow|problem)-[a-z0-9-]+\]", text)
