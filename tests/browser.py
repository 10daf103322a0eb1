"""Which browser runs the journeys? An installed Chromium, else Debian's package, else Playwright's own.

`python -m tests.browser` finds or fetches one, and fails where neither can be had: a journey is never skipped.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from config.env import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DOWNLOADS = ROOT / "var" / "browsers"
MISSING = (
    "No browser was found, and none could be fetched. Install one, then run this again:\n"
    "    apt install chromium        (or: .venv/bin/playwright install chromium)"
)
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
]


def chromium_path() -> Path | None:
    """The executable of an installed browser, or of the one that was fetched."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for folder in (DOWNLOADS, Path.home() / ".cache" / "ms-playwright"):
        for pattern in ("chromium-*/chrome-linux*/chrome", "chromium_headless_shell-*/*/*headless*shell"):
            for found in sorted(folder.glob(pattern), reverse=True):
                return found
    return None


def launch_options() -> dict[str, Any]:
    """For Playwright's `chromium.launch(…)`. As root Playwright itself adds --no-sandbox."""
    path = chromium_path()
    if path is None:
        raise RuntimeError(MISSING)
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)} if (fonts := font_configuration()) else None
    return {"executable_path": path, "args": QUIET, "env": environment}


def font_configuration() -> Path | None:
    """A fontconfig file that adds Noto CJK from its wheel, where the machine has no Japanese and Korean glyphs."""
    if _has_font("ja") and _has_font("ko"):
        return None
    spec = importlib.util.find_spec("noto_cjk_sans_otc")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("No Japanese and Korean font: install fonts-noto-cjk, or the package noto-cjk-sans-otc.")
    file = ROOT / "var" / "fonts.conf"
    file.parent.mkdir(exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        f"  <dir>{spec.submodule_search_locations[0]}</dir>\n"
        f"  <cachedir>{ROOT / 'var' / 'fontconfig'}</cachedir>\n</fontconfig>\n"
    )
    draft.replace(file)
    return file


def _has_font(language: str) -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def fetch() -> bool:
    """Debian's package where it may be installed, else Playwright's download. Was a browser found?"""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium from Debian …", flush=True)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        for command in (["apt-get", "update", "-qq"], install):
            _try(command, seconds=300, environment={"DEBIAN_FRONTEND": "noninteractive"})
    if not chromium_path():
        print("Fetching Playwright's Chromium …", flush=True)
        command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
        _try(command, seconds=60, environment={"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)})
    return chromium_path() is not None


def _try(command: list[str], seconds: int, environment: dict[str, str]) -> None:
    try:
        subprocess.run(
            command, timeout=seconds, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"gave up after {seconds} seconds: {' '.join(command)}", flush=True)


if __name__ == "__main__":
    if not chromium_path() and not fetch():
        sys.exit(MISSING)
