"""Take the screenshots of the desk that the manual shows: every page at two widths.

The reports are the samples and, as a story of several, the invented ones of tools/crisis.

    python -m tools.screenshots [--out docs/desk] [--store FILE] [--dark]

Needs the extra `dev` (Playwright) and a Chromium (`CHROMIUM`, or the first on the path). Each becomes one WebP file,
NAME-1440.webp and NAME-390.webp, cut at `TALLEST` pixels. With `--store` the pages are those of another store.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from benchmarks.serving import served
from readout.intake import reports
from readout.reader import Reader
from readout.store import Store
from readout.web import create_app

WIDTHS = {1440: 1000, 390: 844}
"""Width and height of the window, in pixels."""
TALLEST = {1440: 1500, 390: 1500}
QUALITY = 0.55
"""Of WebP, 0 to 1."""
PAGES = {
    "brief": "/?on=2025-06-08&days=7", "situation": "/situation?about=Sudan&on=2025-06-08",
    "events": "/events", "claims": "/claims", "figures": "/figures", "positions": "/positions", "docket": "/docket",
    "actors": "/actors", "search": "/search?q=minister", "add": "/add", "nothing": "/nothing",
}  # fmt: skip
"""By name; the page of a report is added, and its form for a correction."""
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_AS_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality);
}"""


def pages_of(store: Path) -> dict[str, str]:
    """The addresses of all pages, that of the report with most items among them."""
    with Store(store) as opened:
        richest = max(opened.records(), key=lambda r: len(r.events) + len(r.figures) + 3 * len(r.positions))
    return PAGES | {"report": f"/reports/{richest.report.id}"}


def taken(browser: Any, address: str, pages: dict[str, str], out: Path, scheme: str) -> None:
    """Take them all at one colour scheme."""
    blank = browser.new_page()
    for width, height in WIDTHS.items():
        page = browser.new_page(
            viewport={"width": width, "height": height}, base_url=address, color_scheme=scheme, reduced_motion="reduce"
        )
        for name, path in pages.items():
            page.goto(path)
            if name == "report":
                page.locator(".card").first.focus()
                page.locator(".card details.review summary").first.click()
                page.evaluate("scrollTo(0, 0)")
            tall = min(TALLEST[width], max(height, int(page.evaluate("document.documentElement.scrollHeight"))))
            png = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
            webp = blank.evaluate(_AS_WEBP, [base64.b64encode(png).decode(), QUALITY])
            (out / f"{name}-{width}.webp").write_bytes(base64.b64decode(webp.partition(",")[2]))
        page.close()


def main() -> None:
    """Take them."""
    from playwright.sync_api import sync_playwright

    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--out", type=Path, default=Path("docs/desk"))
    options.add_argument("--store", type=Path)
    options.add_argument("--dark", action="store_true")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "samples.db"
        if given.store is None:
            with as_file(files("readout") / "samples") as samples, Store(store) as opened:
                for given_reports in (samples, Path(__file__).parent / "crisis"):
                    list(opened.add(Reader().read_many(reports(given_reports))))
        with served(create_app(store)) as address, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=chromium, args=list(_FLAGS))
            taken(browser, address, pages_of(store), given.out, "dark" if given.dark else "light")
            browser.close()


if __name__ == "__main__":
    main()
