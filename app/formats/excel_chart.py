"""The chart of a table as parts of a workbook: Excel draws it from the cells themselves."""

from collections.abc import Iterator
from typing import Final

from app.core.letters import lettered
from app.core.table import Chart, Table
from app.formats.excel_cells import xml_text
from app.formats.excel_parts import HEADER, RELATIONS, quoted
from app.i18n.catalog import tr

MOST_POINTS: Final = 1_000
"""A chart of more points shows nothing that a person could read."""
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_COLUMNS, _ROWS = 8, 20
"""Its size in columns and rows of the sheet."""
_COLOURS: Final = ("2F6DB5", "E08E2B", "4C9F6A", "B5473C", "7A62A8", "5F6B76")


def drawable(table: Table) -> Chart | None:
    """Return the table's chart when its columns are there and its points can be told apart."""
    keys = {column.key for column in table.columns}
    chart = table.chart
    if chart is None or not {chart.x, *chart.y} <= keys or not 0 < len(table.rows) <= MOST_POINTS:
        return None
    return chart


def parts(
    table: Table, chart: Chart, sheet: str, *, first: int, last: int, place: tuple[int, int]
) -> Iterator[tuple[str, str]]:
    """Write drawing and chart for rows `first` to `last` of the sheet, with the corner at column and row `place`."""
    left, top = place
    drawing = (
        f'{HEADER}<xdr:wsDr xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main">'
        f"<xdr:twoCellAnchor>{_corner('from', left, top)}{_corner('to', left + _COLUMNS, top + _ROWS)}"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" xmlns:r="{RELATIONS}"'
        ' r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
        "</xdr:wsDr>"
    )
    yield "xl/drawings/drawing1.xml", drawing
    index = {column.key: number for number, column in enumerate(table.columns)}
    x = _range(sheet, index[chart.x], first, last)
    series = "".join(
        _series(
            number, tr(table.columns[index[key]].label), x, _range(sheet, index[key], first, last), chart.form
        )
        for number, key in enumerate(chart.y)
    )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.y) > 1 else ""
    picture = (
        f'{HEADER}<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{RELATIONS}">'
        f'<c:roundedCorners val="0"/><c:chart>{_title(tr(table.title))}<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea><c:layout/>{_plot(chart.form, series)}{_axes()}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )
    yield "xl/charts/chart1.xml", picture


def _corner(name: str, column: int, row: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
    )


def _range(sheet: str, column: int, first: int, last: int) -> str:
    return f"{quoted(sheet)}!${lettered(column + 1)}${first}:${lettered(column + 1)}${last}"


def _title(text: str) -> str:
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>'
        f'<a:r><a:rPr sz="1200" b="1"/><a:t>{xml_text(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _series(number: int, label: str, x: str, y: str, form: str) -> str:
    colour = f'<a:solidFill><a:srgbClr val="{_COLOURS[number % len(_COLOURS)]}"/></a:solidFill>'
    if form == "line":
        look = f'<c:spPr><a:ln w="25400">{colour}</a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        end = '<c:smooth val="0"/>'
    else:
        look, end = f'<c:spPr>{colour}</c:spPr><c:invertIfNegative val="0"/>', ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{xml_text(label)}</c:v></c:tx>{look}'
        f"<c:cat><c:strRef><c:f>{x}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{y}</c:f></c:numRef></c:val>"
        f"{end}</c:ser>"
    )


def _plot(form: str, series: str) -> str:
    axes = '<c:axId val="1"/><c:axId val="2"/>'
    if form == "line":
        return f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}{axes}</c:lineChart>'
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/>{axes}</c:barChart>'
    )


def _axes() -> str:
    grey = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
    grid = f"<c:majorGridlines><c:spPr>{grey}</c:spPr></c:majorGridlines>"
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/>{grid}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/></c:valAx>'
    )
