"""Pictures of the main screens in each language, from a running demonstration: `bin/screens [ADDRESS]` → docs/screens/.

It enters through the front door as one of the cast, as anybody may, and looks for a case on which there is something to see.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import launch_options

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screens"
# Per language: who works on cases, colleagues in case that worker has no draft, who takes in, who answers for the team,
# and somebody everybody there knows, as a newcomer would type them: family and given name.
CAST = {
    "en": (("noor", "desmond", "grace"), "imani", "ruth", ("Lindqvist-Abara", "Josephine")),
    "ja": (("morishita", "kuze", "minase"), "hayasaka", "utsumi", ("勅使河原", "千代")),
    "ko": (("han", "ma", "seok"), "do", "namgoong", ("남궁", "순덕")),
}
BOARD = {"en": "/monitoring/discharges/", "ja": "/monitoring/month/", "ko": "/monitoring/steps/"}
# Picture, page of a case, and what must be on it for the picture to be worth taking.
DEPTH = (
    ("11-instrument", "instruments/", "main td a[href*='/instruments/0'], main th a[href*='/instruments/0']"),
    ("12-family-and-helpers", "links/", "main svg[role=img], main figure svg"),
    ("13-week", "plan/week/", "#words dd"),
    ("14-goal-attainment", "plan/attainment/", "main table"),
    ("19-financial-sheet", "finance/", "main tbody tr"),
    ("20-monitoring", "monitoring/", "main tbody tr, main .timeline li"),
)
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 760}


def main() -> None:
    base = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        for language in CAST:
            page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
            Album(page, base, language).make()
        browser.close()


class Album:
    def __init__(self, page: Page, base: str, language: str) -> None:
        self.page, self.base, self.language = page, base, language
        self.workers, self.intake, self.supervisor, self.known = CAST[language]
        (FOLDER / language).mkdir(parents=True, exist_ok=True)

    def make(self) -> None:
        self.enter(self.workers[0])
        self.take("01-my-day", "/my-day/")
        self.take("02-my-caseload", "/my-caseload/?sort=tier")
        case = self.case_with_a_plan()
        self.take("05-case-file", case)
        self.open(case)
        self.open(self.href(".due a[data-why]", "a[href*='/duties/']"))
        self.shoot("06-why-this-date")
        self.open(f"{case}assessments/")
        self.open(self.href("main a[href*='/assessments/0']", f"main a[href^='{case}assessments/']"))
        self.shoot("07-assessment")
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        self.take("09-visit-360", f"{case}visit/")
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.open(self.drafted_plan() or f"{case}plan/")
        self.shoot("08-plan-tree")
        self.enter(self.intake)
        self.register_again()
        self.shoot("03-search-with-duplicates")
        self.take("04-referral-and-screening", "/referrals/")
        self.enter(self.supervisor)
        self.take("10-the-team", "/team/")
        self.take("18-month-and-ladder", BOARD[self.language])
        self.enter(self.workers[0])
        self.depth()

    def depth(self) -> None:
        """What stands behind the working day: measures, family, week, attainment, services, calendar, money, monitoring."""
        for name, page, shows in DEPTH:
            if self.first(lambda case, page=page, shows=shows: self.has(case + page, shows)):
                if name == "11-instrument":
                    self.open(self.href(shows))
                self.shoot(name)
            else:
                print(f"{self.language} {name}: no case of {self.workers[0]} shows it")
        self.take("15-services", "/services/")
        self.take("16-referrals-sent", "/referrals/sent/")
        self.take("17-calendar", "/calendar/")

    def enter(self, login: str) -> None:
        self.page.context.clear_cookies()
        self.open("/")
        self.page.evaluate(
            "login => { const i = [...document.querySelectorAll('[name=login]')].find(i => i.value === login); i.form.submit() }",
            login,
        )
        self.page.wait_for_url("**/my-day/")

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.base + path, wait_until="networkidle")

    def take(self, name: str, path: str) -> None:
        self.open(path)
        self.shoot(name)

    def shoot(self, name: str) -> None:
        height = min(self.page.evaluate("document.documentElement.scrollHeight"), 1500)
        width = self.page.viewport_size["width"] if self.page.viewport_size else 1280
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        target = FOLDER / self.language / f"{name}.png"
        self.page.screenshot(path=target, full_page=True, clip=clip, scale="css")  # type: ignore[arg-type]
        print(f"{self.language} {name} {target.stat().st_size // 1024} KB")

    def href(self, *selectors: str) -> str:
        for selector in selectors:
            found = self.page.locator(selector)
            if found.count():
                return str(found.first.get_attribute("href"))
        raise SystemExit(f"nothing on {self.page.url} answers to {selectors}")

    def cases(self) -> list[str]:
        self.open("/my-caseload/?sort=tier")
        links = self.page.locator("tbody th a").all()
        return [str(link.get_attribute("href")) for link in links]

    def first(self, test: Callable[[str], bool]) -> str:
        return next((case for case in self.cases() if test(case)), "")

    def has(self, path: str, selector: str) -> bool:
        self.open(path)
        return self.page.locator(selector).count() > 0

    def case_with_a_plan(self) -> str:
        def has_goals_and_duties(case: str) -> bool:
            self.open(case)
            return self.page.locator(".goals li").count() > 1 and self.page.locator(".due li").count() > 1

        return self.first(has_goals_and_duties) or self.cases()[0]

    def drafted_plan(self) -> str:
        """A plan with something missing, of whichever of the workers is writing one."""

        def is_a_draft(case: str) -> bool:
            self.open(f"{case}plan/")
            return self.page.locator(".refusal li").count() > 0

        for worker in self.workers:
            self.enter(worker)
            if case := self.first(is_a_draft):
                return f"{case}plan/"
        return ""

    def register_again(self) -> None:
        """Somebody who is here already is typed in as new: the form compares before anything is made."""
        self.open("/people/new/")
        for name, value in zip(("family", "given"), self.known, strict=True):
            self.page.locator(f"main [name={name}]").fill(value)
        self.page.locator("main form button.primary").last.click()
        self.page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
