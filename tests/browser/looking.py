"""How each page and state is looked at: by axe, for what is wider than the screen, and by whoever made it."""

from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async tags => (await axe.run({ resultTypes: ["violations"], runOnly: tags })).violations.flatMap(
  found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 160)} (${node.failureSummary.slice(0, 200)})`))"""
OVERFLOWS = """() => document.documentElement.scrollWidth <= innerWidth ? "" : [...document.body.querySelectorAll("*")]
  .findLast(one => one.getBoundingClientRect().right > innerWidth + 1)?.outerHTML.slice(0, 160) ?? "something" """
LOOKS = [(width, theme) for width in (320, 1440) for theme in ("light", "dark")]


def keep(page: Page, name: str) -> None:
    """On narrow and wide screens, light and dark: nothing is wider than the screen, and axe finds nothing.

    With a folder .screens, a person can look as well: `name` is the pictures' name there.
    """
    page.evaluate(AXE)
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of the two
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        assert page.evaluate(RUN_AXE, TAGS) == [], (name, width, theme)
        if Path(".screens").is_dir():
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": max(900, height)})  # what is fixed stands at the end
            page.screenshot(path=f".screens/{name}-{width}-{theme}.png", full_page=True)
