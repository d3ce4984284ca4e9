"""Photograph pages of a running server: python tools/pictures.py http://127.0.0.1:8000 FOLDER [--as USERNAME] PATH…

Each page is taken at 1440 and 360 pixels, light; with --dark and --large also so. Needs Debian's chromium.
"""

from argparse import ArgumentParser
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--hide-scrollbars"]
WIDTHS = (1440, 360)


def main() -> None:
    """Take the pictures."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="+", metavar="NAME=PATH")
    parser.add_argument("--as", dest="username", default="", help="sign in on the demo page as this account")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--fold", action="store_true", help="only what the first screen shows")
    parser.add_argument("--english", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=QUIET)
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme="dark" if given.dark else "light"
            )
            kept = [("gongjian_type", "large", given.large), ("gongjian_language", "en", given.english)]
            context.add_cookies([{"name": n, "value": v, "url": given.site} for n, v, wanted in kept if wanted])
            page = context.new_page()
            if given.username:
                page.goto(f"{given.site}/demo")
                door = page.locator(f"main form:has([value='{given.username}'])").first
                if door.locator("select").count():
                    door.locator("select").select_option(given.username)
                door.locator("button").first.click()
            for entry in given.paths:
                name, _, path = entry.partition("=")
                page.goto(given.site + path)
                page.screenshot(path=given.folder / f"{name}-{width}.png", full_page=not given.fold)
        browser.close()


if __name__ == "__main__":
    main()
