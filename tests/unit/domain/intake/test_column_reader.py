"""What is read many cells at a time is what is read cell by cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.intake import values
from app.domain.intake.column_reader import ColumnReader
from app.domain.intake.columns import Column
from app.services.imports.lists import vocabulary

FIELDS = {
    "name": "text", "code": "code", "barcode": "barcode", "qty": "number", "sale_price": "money",
    "tax_rate": "percent", "prod_date": "date", "shelf_life_days": "duration_days",
}  # fmt: skip
OF_PARTNERS = {
    "phone": "phone",
    "bank_account": "account",
    "tax_id": "tax_id",
    "credit_days": "days",
    "active": "bool",
}
CELLS = st.lists(
    st.one_of(
        st.text(
            alphabet="0123456789.-,/（）() \n无免税是否万元年月日个’'=\"E+%Ａ１－—\u200b\u3000甲乙",
            max_size=8,
        ),
        st.sampled_from(
            [
                "12.5",
                "-0",
                "0.50",
                "007",
                "2026-02-30",
                "2026-11-01",
                "13800000000",
                "6901234567892",
                "6901234567890",
                "0579-80725149",
                "（无）",
                "N/A",
            ]
        ),
        st.from_regex(values.PLAIN["number"], fullmatch=True),
        st.from_regex(values.PLAIN["date"], fullmatch=True),
        st.from_regex(values.PLAIN["code"], fullmatch=True),
        st.from_regex(values.plain_text(vocabulary().values["nothing"]), fullmatch=True),
    ).map(str.strip),
    max_size=6,
)


@pytest.mark.parametrize(
    ("table", "field", "kind"),
    [("item", *each) for each in FIELDS.items()] + [("customer", *each) for each in OF_PARTNERS.items()],
)
@given(cells=CELLS)
def test_many_cells_are_read_like_each_of_them(table: str, field: str, kind: str, cells: list[str]) -> None:
    texts, notable = ColumnReader(Column(0, "", field), table, vocabulary()).read(cells)
    alone = [values.READERS[kind](cell, vocabulary()) if cell else values.Value() for cell in cells]
    assert list(texts) == [value.text for value in alone]
    assert dict(notable) == {place: value for place, value in enumerate(alone) if value.code or value.also}
