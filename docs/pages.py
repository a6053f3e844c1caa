"""Make docs/examples and docs/pictures anew from the example: `python docs/pages.py`.

Needs what the checks need (`python3 run.py test`) and Chromium.
"""

import io
import shutil
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from salo_plan.example import write_example
from salo_plan.periods import Month
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.batch import issue_one
from salo_plan.publishing.desk import publishing_desk
from salo_plan.publishing.making import Order
from salo_plan.reports.material import gather

DOCS = Path(__file__).parent
RAW = DOCS.parent / "data" / "raw"
SHOWN = {
    "steering_group": Month(2023, 9),
    "public": Month(2023, 9),
    "staff": Month(2023, 12),
    "management_group": Month(2023, 8),
    "city_board": Month(2023, 12),
}
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENS = {1200: 1700, 390: 1500}
PHONE_COLUMNS = 4


def make_pages() -> None:
    """Make one page and its pictures for each audience that has a notebook."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        workspace = Path(folder)
        shutil.copytree(RAW / "statfin", workspace / "data" / "raw" / "statfin")
        shutil.copy2(RAW / "figures_plan_2023.csv", workspace / "data" / "raw")
        write_example(workspace)
        material = gather(read_plan(), workspace)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for audience, month in SHOWN.items():
            with publishing_desk(workspace) as desk:
                page = issue_one(Order(workspace, audience, month), material, desk).page
            shutil.copy2(page, DOCS / "examples" / f"{audience}.html")
            photograph(browser, page, audience)


def photograph(browser: Browser, page: Path, name: str) -> None:
    """Take the first screen at desk width, the phone's screens side by side, the print's pages."""
    for width, height in SCREENS.items():
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.goto(page.as_uri())
        shot = Image.open(io.BytesIO(tab.screenshot(full_page=True)))
        columns = PHONE_COLUMNS if width < 600 else 1
        sheet = Image.new("RGB", (columns * (width + 20) - 20, height), "white")
        for column in range(columns):
            part = shot.crop((0, column * height, width, (column + 1) * height))
            sheet.paste(part, (column * (width + 20), 0))
        save(sheet, f"{name}-{width}.png")
    pdf = browser.new_page()
    pdf.goto(page.as_uri())
    printed = pypdfium2.PdfDocument(
        pdf.pdf(format="A4", print_background=True, prefer_css_page_size=True)
    )
    pages = [printed[number].render(scale=1.4).to_pil() for number in range(min(2, len(printed)))]
    sheet = Image.new("RGB", (sum(p.width for p in pages) + 20, pages[0].height), "#9aa5b1")
    for number, picture in enumerate(pages):
        sheet.paste(picture, (number * (pages[0].width + 20), 0))
    save(sheet, f"{name}-print.png")


def save(picture: Image.Image, name: str) -> None:
    """Save a picture with few colours, so that the repository stays small."""
    picture.quantize(128, dither=Image.Dither.NONE).save(DOCS / "pictures" / name, optimize=True)


if __name__ == "__main__":
    make_pages()
