"""The parts that every workbook of ours has besides its sheet, styles and chart."""

import re
from collections.abc import Iterator
from typing import Final

from app.formats.excel_cells import xml_text
from app.formats.excel_style import MAIN

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_LONGEST_NAME: Final = 31
_FORBIDDEN_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_name(title: str) -> str:
    """Make a name that Excel takes for a sheet."""
    return _FORBIDDEN_IN_NAMES.sub(" ", title).strip().strip("'")[:_LONGEST_NAME].strip() or "1"


def quoted(name: str) -> str:
    """Write a sheet's name for a formula, as XML."""
    return xml_text("'" + name.replace("'", "''") + "'")


def relations(*targets: tuple[str, str]) -> str:
    """Write a relations part: kind and target of each, numbered from rId1."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def package_parts(name: str, *, filtered: str, head: str, has_chart: bool) -> Iterator[tuple[str, str]]:
    """Write the parts around a sheet of this name: `filtered` range and `head` rows as absolute references."""
    types = [
        ("/xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml"),
        ("/xl/worksheets/sheet1.xml", f"{_OFFICE}.spreadsheetml.worksheet+xml"),
        ("/xl/styles.xml", f"{_OFFICE}.spreadsheetml.styles+xml"),
    ]
    if has_chart:
        types += [
            ("/xl/drawings/drawing1.xml", f"{_OFFICE}.drawing+xml"),
            ("/xl/charts/chart1.xml", f"{_OFFICE}.drawingml.chart+xml"),
        ]
        yield "xl/worksheets/_rels/sheet1.xml.rels", relations(("drawing", "../drawings/drawing1.xml"))
        yield "xl/drawings/_rels/drawing1.xml.rels", relations(("chart", "../charts/chart1.xml"))
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types)
    content_types = (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    yield "[Content_Types].xml", content_types
    yield "_rels/.rels", relations(("officeDocument", "xl/workbook.xml"))
    yield (
        "xl/_rels/workbook.xml.rels",
        relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
    )
    workbook = (
        f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>'
        f'<sheets><sheet name="{xml_text(name).replace(chr(34), "&quot;")}" sheetId="1" r:id="rId1"/></sheets>'
        "<definedNames>"
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{quoted(name)}!{filtered}'
        f'</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">{quoted(name)}!{head}'
        '</definedName></definedNames><calcPr calcId="191029"/></workbook>'
    )
    yield "xl/workbook.xml", workbook
