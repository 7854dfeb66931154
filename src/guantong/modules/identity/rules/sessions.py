"""When a session is over, what else a sign-in needs, and how a browser is called. Pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import msgspec

OFFERED = "offered"  # GUANTONG_SECOND_FACTOR: demanded of nobody; whatever else it says, of staff
PENDING = timedelta(minutes=10)  # how long a sign-in waits for its second step
TOUCHED = timedelta(minutes=1)  # how exactly the last use is known
PROVEN = timedelta(minutes=10)  # for so long after a proof one may change how one signs in
KEPT = timedelta(days=90)  # how long the list of sign-ins goes back


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long a session lasts unused, for staff and for everybody else, and how long at most."""

    idle_staff: timedelta = timedelta(minutes=30)
    idle: timedelta = timedelta(hours=2)
    most: timedelta = timedelta(hours=8)


def over_because(*, kind: str, began_at: datetime, seen_at: datetime, now: datetime, limits: Limits) -> str:
    """Return why a session is over: `idle`, `age`, or nothing while it lasts."""
    if now - began_at >= limits.most:
        return "age"
    return "idle" if now - seen_at >= (limits.idle_staff if kind == "staff" else limits.idle) else ""


def is_fresh(*, proven_at: datetime, now: datetime) -> bool:
    """Tell whether a proof is recent; one from the future, from before a clock was turned back, is none."""
    return timedelta() <= now - proven_at <= PROVEN


def is_demanded(kind: str, setting: str) -> bool:
    """Tell whether an account must have a second factor. A slip in the setting demands it rather than not."""
    return kind == "staff" and setting != OFFERED


def next_step(*, kind: str, assurance: str, enrolled: bool, setting: str) -> str:
    """Return what a recognised account must still do: `code`, `enrol` (a second factor), or nothing.

    Who has a second factor is always asked for it, unless a provider vouches for as much.
    """
    if assurance != "low":
        return ""
    if enrolled:
        return "code"
    return "enrol" if is_demanded(kind, setting) else ""


# What a user agent says -> how people call it; the first that fits, as most claim to be several.
BROWSERS = (
    ("MicroMessenger/", "WeChat"), ("AlipayClient/", "Alipay"), ("DingTalk/", "DingTalk"), ("HuaweiBrowser/", "Huawei Browser"),
    ("QQBrowser/", "QQ Browser"), ("UCBrowser/", "UC Browser"), ("MiuiBrowser/", "Mi Browser"), ("EdgA?(?:iOS)?/", "Edge"),
    ("OPR/", "Opera"), ("Firefox/|FxiOS/", "Firefox"), ("Chrome/|CriOS/", "Chrome"), ("Safari/", "Safari"), ("curl/|python-|Go-http", "API"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS|OpenHarmony", "HarmonyOS"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "macOS"), ("UOS|Kylin", "UOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_words(user_agent: str) -> str:
    """Return browser and system in two words; empty where the browser does not say.

    >>> device_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36")
    'Chrome · Windows'
    """
    text = user_agent[:400]
    found = (
        next((name for sign, name in names if re.search(sign, text)), "") for names in (BROWSERS, SYSTEMS)
    )
    return " · ".join(word for word in found if word)
