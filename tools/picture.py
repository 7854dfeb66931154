"""Take docs/pictures/matter.png: a real page of the demonstration, 1280 pixels wide, in Debian's Chromium.

Usage: .venv/bin/python tools/picture.py [ADDRESS [FILE]]. Prepares a demonstration of its own in a temporary folder, on a free port.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "guantong.project.cli"]
WIDTH, HEIGHT = 1280, 1260
MOST_BYTES = 300_000
DAY = "2026-03-30"  # the day on which the demonstration plays


def main(address: str = "/matter/open-ktv/#plan", file: str = "docs/pictures/matter.png") -> int:
    with tempfile.TemporaryDirectory(prefix="guantong-picture-") as home:
        environment = os.environ | {"GUANTONG_HOME": home, "GUANTONG_DAY": DAY}
        subprocess.run([*COMMAND, "demo", "--once", "--cases", "12"], cwd=ROOT, env=environment, check=True)
        port = free_port()
        serving = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], cwd=ROOT, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            shoot(f"http://127.0.0.1:{port}{address}", ROOT / file)
        finally:
            serving.terminate()
            serving.wait(30)
    size = (ROOT / file).stat().st_size
    sys.stdout.write(f"{file}: {size:,} bytes\n")
    return int(size > MOST_BYTES)


def shoot(address: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN")
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=file)
        browser.close()


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address} does not answer")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
