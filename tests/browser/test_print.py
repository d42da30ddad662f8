"""A page on A4: every sheet is numbered and names its source; what only a screen needs is left out."""

import io

import pdfplumber
from playwright.sync_api import Browser


def test_every_sheet_names_source_and_number(chromium: Browser, site_url: str, kinds: dict[str, str]) -> None:
    page = chromium.new_page()
    page.goto(f"{site_url}/{kinds['mot-bao-cao']}")
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(io.BytesIO(made)) as paper:
        sheets = [(sheet.width, sheet.height, sheet.extract_text()) for sheet in paper.pages]
    assert len(sheets) > 1
    for number, (width, height, text) in enumerate(sheets, 1):
        assert (round(width), round(height)) == (595, 842)
        assert kinds["mot-bao-cao"] in text
        assert f"{number} / {len(sheets)}" in text
        assert "Mục chính" not in text
        assert "Danh mục" not in text
