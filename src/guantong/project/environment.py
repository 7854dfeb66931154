"""Every variable of the environment that is read anywhere: the one list, written into docs/reference/settings.md.

A test looks through the code: a variable that is read and not listed fails it, and one that is listed and not read.
"""

from __future__ import annotations

import msgspec

NOTE = "<!-- Written by `guantong reference`. Change src/guantong/project/environment.py, then run it again. -->\n"


class Setting(msgspec.Struct, frozen=True):
    """One variable: what it is without being set, and what it does. `secret`: readable by the service alone."""

    name: str
    default: str
    what: str
    group: str
    secret: bool = False


SETTINGS = (
    Setting("DATABASE_URL", "the embedded server", "`postgresql://user:password@host:port/name?sslmode=…`: the database. Options behind `?` are libpq's.", "Where things lie", True),
    Setting("GUANTONG_HOME", "`var/` of the checkout, else `./var`", "The folder for everything that is written: the embedded database, uploaded files, archives, secrets.", "Where things lie"),
    Setting("GUANTONG_SCENARIOS", "`scenarios/` of the checkout, else `./scenarios`", "The folder of scenario packages.", "Where things lie"),
    Setting("GUANTONG_HOLIDAYS", "`holidays_cn.csv` in the home folder", "Years of the official calendar beyond those that come with the program (`guantong holidays import`).", "Where things lie"),
    Setting("GUANTONG_PG_TOOLS", "those of the server's version", "A folder with `pg_dump` and `pg_restore`.", "Where things lie"),
    Setting("GUANTONG_ORIGIN", "`http://127.0.0.1:8000`", "The address under which outsiders know this installation; it stands on every licence and in every QR code. Set it before the first `guantong migrate`, which makes the root keys.", "On the network"),
    Setting("GUANTONG_HOSTS", "`127.0.0.1,localhost,[::1]`", "Names under which pages are answered, with commas between.", "On the network"),
    Setting("GUANTONG_ORIGINS", "none", "Further origins from which forms are taken, such as `https://gov.example`.", "On the network"),
    Setting("GUANTONG_TLS", "off", "`1` behind a proxy that speaks TLS: cookies travel only through it, browsers remember it for a year, plain requests are led there.", "On the network"),
    Setting("GUANTONG_PROXIES", "`0`", "How many proxies of one's own stand in front: so many entries of `X-Forwarded-For` are believed.", "On the network"),
    Setting("GUANTONG_SECRET_KEY", "`django.secret` in the home folder", "Signs sessions and forms.", "Secrets", True),
    Setting("GUANTONG_SEAL_SECRET", "`seal.secret` in the home folder", "Seals second factors in the database.", "Secrets", True),
    Setting("GUANTONG_KEY_SECRET", "`keys.secret` in the home folder", "Seals the private keys that sign licences.", "Secrets", True),
    Setting("GUANTONG_BACKUP_PASSPHRASE", "asked for", "The passphrase of `backup --with-keys` and `restore --with-keys`.", "Secrets", True),
    Setting("GUANTONG_SECOND_FACTOR", "`staff`", "`staff`: demanded of staff. `offered`: only asked of those who have one (the demonstration).", "Signing in"),
    Setting("GUANTONG_OIDC", "none", "The file that says which identity providers there are. It names the variables that hold their secrets.", "Signing in"),
    Setting("GUANTONG_LANG", "`zh`", "The language of commands: `zh` or `en`.", "Running"),
    Setting("SUDO_USER", "the login name", "Set by `sudo`: who runs a command, for the journal, unless `--by` says otherwise.", "Running"),
    Setting("GUANTONG_LOG", "`WARNING`", "From which level on something is logged.", "Running"),
    Setting("GUANTONG_LOG_FORMAT", "plain lines", "`json`: one object a line.", "Running"),
    Setting("GUANTONG_ASK_AGAIN", "`1 4 12 24 48 72`", "After how many hours each a shared source that is waited for (`if_silent: wait`) is asked again; as many times as there are numbers.", "Running"),
    Setting("GUANTONG_MAIL", "none", "How notices leave by e-mail for those who want it: `smtp://user:password@host:port?from=sender@host` (`smtps`: TLS, `smtp-plain`: neither). Without it none do.", "Running", True),
    Setting("GUANTONG_METRICS_TOKEN", "none", "Who brings it as a bearer may read `/metrics`; without one only the machine itself may.", "Running", True),
    Setting("PROMETHEUS_MULTIPROC_DIR", "set by `serve`", "Where workers put their counts together.", "Running"),
    Setting("OTEL_EXPORTER_OTLP_ENDPOINT", "none", "Where traces go, with the extra `trace` installed.", "Running"),
    Setting("GUANTONG_DAY", "the real day", "An ISO day on which a demonstration begins; its time runs on from there and never back. Every page says which day it has come to.", "Demonstrations and tests"),
    Setting("GUANTONG_NOW", "the real time", "An ISO time with its offset at which the clock stands.", "Demonstrations and tests"),
)  # fmt: skip


def settings_files() -> dict[str, str]:
    """Return path under `docs/reference` -> content."""
    return {"settings.md": write_settings()}


def write_settings() -> str:
    """Return the page of all settings."""
    lines = [
        NOTE,
        "# Settings\n",
        "Everything that differs between installations comes from the environment. A secret belongs into a file that only the service may",
        "read, never onto a command line. [deploy/guantong.env](../../deploy/guantong.env) is a sample.\n",
    ]
    for group in dict.fromkeys(each.group for each in SETTINGS):
        lines += [f"## {group}\n", "| variable | when it is not set | what it does |", "|---|---|---|"]
        for each in SETTINGS:
            if each.group == group:
                lines.append(f"| `{each.name}`{' (secret)' * each.secret} | {each.default} | {each.what} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
