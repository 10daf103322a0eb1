"""Somebody at the screen: signs in, fills in what a person fills in, presses what a person presses; every page is looked at by axe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Locator, Page

from tests.cast import PASSWORD, Agency
from tsunagu.core.actor import acting

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
FOUND = f"{AXE.axe_script};axe.run({json.dumps(RULES)}).then(done => done.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
LOOKED: set[tuple[str, str, int]] = set()  # pages that axe has seen in this run, so that it looks at each once
BLANK = """[...document.querySelectorAll("svg use")].map(use => use.getAttribute("href")).filter(id => !document.querySelector(id))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visitor:
    """One person in one browser window, reading in one language."""

    def __init__(self, page: Page, base: str, agency: Agency, language: str = "en") -> None:
        self.page, self.base, self.agency, self.language = page, base, agency, language

    def sign_in(self, login: str) -> Visitor:
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": self.language, "url": self.base}]
        )
        self.page.goto(f"{self.base}/sign-in/")
        self.fill(login=login, password=PASSWORD)
        self.save("main form")
        return self

    # -- going somewhere ------------------------------------------------------------------------------------------------------

    def open(self, name: str, query: str = "", **kwargs: Any) -> Visitor:
        answer = self.page.goto(self.base + reverse(name, kwargs=kwargs) + query)
        assert answer is not None
        assert answer.status == 200, f"{name}: {answer.status}"
        self.fits()
        if (look := (name, self.language, self.page.viewport_size["width"])) not in LOOKED:
            LOOKED.add(look)
            self.look()
        return self

    def look(self) -> None:
        """Nothing axe finds, and no sideways scroll."""
        found = self.page.evaluate(FOUND)
        assert found == [], [(rule, [html[:160] for html in where[:3]]) for rule, where in found]
        self.fits()

    def fits(self) -> None:
        """No sideways scroll, and no symbol that is blank."""
        assert self.page.evaluate(WIDER) <= 0, f"{self.page.url} scrolls sideways"
        assert self.page.evaluate(BLANK) == [], f"{self.page.url} shows symbols that nobody has drawn"

    # -- filling in -----------------------------------------------------------------------------------------------------------

    def fill(self, **fields: Any) -> Visitor:
        self.page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        for name, value in fields.items():
            self._fill(name, value)
        return self

    def _fill(self, name: str, value: Any) -> None:
        controls = self.page.locator(f'main [name="{name}"]')
        first = controls.first
        kind = first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                self._tick(controls, one)
        elif kind == "select":
            first.select_option(str(value))
        else:
            first.fill(str(value))

    def _tick(self, controls: Locator, value: Any) -> None:
        given = isinstance(value, bool)
        control = controls.first if given else controls.and_(self.page.locator(f'[value="{value}"]'))
        control.evaluate("e => e.scrollIntoView({block: 'center'})")  # out from under the save bar
        control.set_checked(value if given else True, force=True)

    # -- pressing -------------------------------------------------------------------------------------------------------------

    def save(self, form: str = "main form:has(button.primary)") -> Visitor:
        """Press what sends a form, its primary button where it has one, and wait for what follows."""
        sends = self.page.locator(f"{form} button:not([type=button])")
        primary = sends.and_(self.page.locator(".primary"))
        with self.page.expect_navigation():
            (primary if primary.count() else sends).last.click()
        return self

    def follow(self, selector: str) -> Visitor:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        return self

    # -- reading --------------------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def sees(self, *texts: str) -> Visitor:
        shown = self.text
        for text in texts:
            assert text in shown, f"“{text}” is not on {self.page.url}"
        return self

    def does_not_see(self, *texts: str) -> Visitor:
        shown = self.text
        for text in texts:
            assert text not in shown, f"“{text}” is on {self.page.url}"
        return self

    @contextmanager
    def behind_the_scenes(self, login: str) -> Iterator[Any]:
        """Do as somebody what a journey takes for granted, with the commands the screens call."""
        with acting(self.agency.system), transaction.atomic():
            by = self.agency.actor(login)
        with acting(by), transaction.atomic():
            yield by
