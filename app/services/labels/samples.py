"""Facts for whoever designs a label: every part says something; a long name shows what becomes of names."""

from typing import Final

from app.core.text import N_, Label
from app.domain.labels.kinds import BAR, COPY, NAME, QR
from app.domain.labels.templates import LabelTemplate
from app.i18n.catalog import tr
from app.services.firm import Firm
from app.services.labels import templates
from app.services.labels.wanted import Wanted
from app.services.labels.weight_codes import Coded

_SHORT: Final = N_("五常大米")
_LONG: Final = N_(
    "全自动洗碗机专用加厚不锈钢双层沥水置物架（含安装配件、说明书和三年保修卡，颜色随机发货，一箱一台，轻拿轻放）"
)
NAMES: Final = (_SHORT, _LONG)
_CODE: Final = "6901234567892"
_OWN: Final = f"{_CODE}|B20261101|SN000123|CD-A-20261120-0007|GYS0001|20261101|20271031"
_SCALE_CODE: Final = "2200301023564"
"""Item 00301, 2.356 kg."""
_NUMBER: Final = "XS-A-20261122-0001"
_OF_GOODS: Final[dict[str, Label]] = {
    "spec": Label("5kg"),
    "price": Label("￥52.80"),
    "unit": N_("袋"),
    "code": Label("SP0001"),
    "barcode": Label(_CODE),
    "brand": N_("金谷"),
    "model": Label("W-5"),
    "origin": N_("黑龙江五常"),
    "category": N_("米面粮油"),
    "wholesale": Label("￥48.00"),
    "batch": Label("B20261101"),
    "produced_on": Label("2026-11-01"),
    "expires_on": Label("2027-10-31"),
    "serial": Label("SN000123"),
    "source": Label("CR-A-20261122-0003"),
    "order": Label("CD-A-20261120-0007"),
    "supplier": N_("五常市金谷粮油有限公司"),
    "weight": Label("2.356kg"),
    "unit_price": Label("￥14.00/kg"),
    "amount": Label("￥32.98"),
    "packed_on": Label("2026-11-22"),
    "printed_on": Label("2026-11-22"),
}
_OTHERS: Final[dict[str, dict[str, Label]]] = {
    "place": {NAME: N_("主仓库"), "code": Label("CK01"), BAR: Label("CK01"), QR: Label("CK01")},
    "document": {
        NAME: N_("销售出库单"),
        "number": Label(_NUMBER),
        "date": Label("2026-11-22"),
        "party": N_("杭州佳惠餐饮管理有限公司"),
        "party_phone": Label("13800000000"),
        "party_address": N_("杭州市西湖区文一西路 1 号"),
        "warehouse": N_("主仓库"),
        COPY: Label("1/3"),
        BAR: Label(_NUMBER),
        QR: Label(_NUMBER),
    },
}


def sample(firm: Firm, template: LabelTemplate, *, is_long: bool) -> Wanted:
    """Return a thing that has everything that a label of this kind can show."""
    name = tr(NAMES[is_long])
    goods = {NAME: name, BAR: _CODE, QR: _OWN}
    said = _OTHERS.get(template.kind, _OF_GOODS)
    facts = goods | {key: tr(text) for key, text in said.items()}
    facts |= {"remark": tr(N_("小心轻放")), "firm": firm.profile.name}
    for key, label in templates.own_labels(firm, template.kind).items():
        facts.setdefault(key, tr(label))
    return Wanted(name, "", facts, coded=Coded(_SCALE_CODE) if "weight" in facts else None)
