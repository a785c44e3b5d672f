"""All modules, in the order in which a person meets them."""

from app.core.extension import Family
from app.core.text import N_
from app.domain.modules.spec import Module


def _named(sort: str, *keys: str) -> frozenset[str]:
    return frozenset(f"{sort}:{key}" for key in keys)


PURCHASES = Module(
    key="purchases",
    label=N_("采购"),
    hides=N_("不进货，或进货只登记数量：不见采购单据、供应商和应付"),
    holds=_named(
        "document",
        "purchase_order",
        "goods_receipt",
        "purchase_return",
        "landed_cost",
        "price_adjustment",
        "money_paid",
        "supplier_refund",
        "opening_payable",
    )
    | _named("record", "supplier")
    | _named("report", "purchases", "payables", "supplier_statement")
    | _named("list", "supplier")
    | _named("setting", "over_receipt_rate")
    | _named("field", "item.default_supplier", "item.units.for_purchase", "customer.is_supplier")
    | _named("todo", "payable"),
)
SALES = Module(
    key="sales",
    label=N_("销售"),
    hides=N_("只管货不管卖：不见销售单据、客户、售价和应收"),
    holds=_named(
        "document",
        "sales_order",
        "delivery",
        "sales_return",
        "money_received",
        "customer_refund",
        "opening_receivable",
    )
    | _named("record", "customer", "price")
    | _named("report", "sales_profit", "receivables", "statement")
    | _named("list", "customer", "price_list", "price")
    | _named("setting", "credit", "credit_counts_orders", "walk_in_may_owe", "over_delivery_rate")
    | _named("setting", "slip_when")
    | _named(
        "field",
        "item.retail",
        "item.wholesale",
        "item.lowest",
        "item.units.for_sale",
        "item.units.retail",
        "item.units.wholesale",
        "item.units.lowest",
        "supplier.is_customer",
    )
    | _named("todo", "overdue"),
)
STOCK = Module(
    key="stock",
    label=N_("库存"),
    hides=N_("只卖服务，没有货：不见库存单据、仓库和库存报表；新商品都是服务"),
    holds=_named(
        "document",
        "opening_stock",
        "transfer",
        "transfer_dispatch",
        "transfer_receipt",
        "stock_count",
        "other_receipt",
        "other_issue",
        "assembly",
        "disassembly",
        "cost_adjustment",
    )
    | _named("record", "warehouse")
    | _named("report", "stock_on_hand", "stock_summary", "stock_card", "stock_ageing", "closing_differences")
    | _named("report", "count_deviations")
    | _named("calibration", "calibration")
    | _named("list", "opening_stock", "stock_count")
    | _named("setting", "default_warehouse", "migration", "migration_tolerance")
    | _named("header", "warehouse")
    | _named("line", "stock")
    | _named("question", "warehouse")
    | _named("field", "item.limits", "item.default_warehouse", "item.reference_cost", "item.is_service")
    | _named("todo", "uncounted", "short", "negative"),
    without=(("item", "is_service", True),),
)
MONEY = Module(
    key="money",
    label=N_("收付款与往来"),
    hides=N_("钱在别处管：不见收款单、付款单、资金账户、账龄和对账单"),
    holds=_named(
        "document",
        "money_received",
        "money_paid",
        "customer_refund",
        "supplier_refund",
        "opening_receivable",
        "opening_payable",
        "opening_money",
    )
    | _named("record", "account")
    | _named("report", "receivables", "payables", "statement", "supplier_statement", "drawer_log")
    | _named("header", "account", "paid", "account_2", "paid_2", "change", "due_on")
    | _named("setting", "credit", "credit_counts_orders", "walk_in_may_owe", "drawer")
    | _named(
        "field",
        "customer.settlement",
        "customer.payment_days",
        "customer.credit_limit",
        "supplier.settlement",
        "supplier.payment_days",
    )
    | _named("todo", "overdue", "payable"),
)
ORDERS = Module(
    key="orders",
    label=N_("订单"),
    hides=N_("不先订后发：不见采购订单、销售订单、在订和待发"),
    holds=_named("document", "purchase_order", "sales_order")
    | _named("setting", "over_receipt_rate", "over_delivery_rate")
    | _named("column", "incoming", "reserved")
    | _named("field", "supplier.lead_days", "supplier.least_order")
    | _named("todo", "late"),
)
WAREHOUSES = Module(
    key="warehouses",
    label=N_("多仓库与调拨"),
    hides=N_("只有一个仓库：单据不问仓库，不见调拨单"),
    holds=_named("document", "transfer", "transfer_dispatch", "transfer_receipt")
    | _named("header", "warehouse")
    | _named("setting", "default_warehouse")
    | _named("question", "warehouse")
    | _named("field", "item.default_warehouse"),
    needs=("stock",),
)
BATCHES = Module(
    key="batches",
    label=N_("批号与有效期"),
    hides=N_("商品不按批号管理：不见批号、生产日期、有效期和保质期"),
    holds=_named("line", "batch", "produced_on", "expires_on")
    | _named("setting", "expired")
    | _named("field", "item.track_batch", "item.track_expiry", "item.shelf_life_days"),
    needs=("stock",),
)
SERIALS = Module(
    key="serials",
    label=N_("序列号"),
    hides=N_("商品不一件一号：不见序列号"),
    holds=_named("line", "serials") | _named("field", "item.track_serial"),
    needs=("stock",),
)
UNITS = Module(
    key="units",
    label=N_("大单位（箱、包）"),
    hides=N_("一种商品只有一个单位：不见箱、包和折合数量"),
    holds=_named("field", "item.units", "item.barcodes.unit") | _named("column", "counted"),
)
MEASURED = Module(
    key="measured",
    label=N_("称重和量尺寸的商品"),
    hides=N_("数量都是整数：新商品没有小数，不见称重"),
    holds=_named("field", "item.weighed", "item.base_places"),
)
ASSEMBLY = Module(
    key="assembly",
    label=N_("组装与拆卸"),
    hides=N_("不把几种货装成一种：不见组装单和拆卸单"),
    holds=_named("document", "assembly", "disassembly"),
    needs=("stock",),
)
COSTS = Module(
    key="costs",
    label=N_("费用分摊与成本调整"),
    hides=N_("运费不摊进成本，不改成本：不见采购费用单、暂估调价单和成本调整单"),
    holds=_named("document", "landed_cost", "price_adjustment", "cost_adjustment")
    | _named("field", "item.reference_cost"),
    needs=("stock",),
)
TAX = Module(
    key="tax",
    label=N_("税"),
    hides=N_("不管发票和税：不见税率、单价含税、税号和税额"),
    holds=_named("line", "tax_rate")
    | _named("header", "tax_included")
    | _named("setting", "tax_included")
    | _named("column", "tax")
    | _named(
        "field",
        "item.tax_rate",
        "item.tax_category",
        "customer.tax_rate",
        "customer.tax_id",
        "customer.invoice_title",
        "supplier.tax_rate",
        "supplier.tax_id",
    ),
)
CREDIT = Module(
    key="credit",
    label=N_("信用额度"),
    hides=N_("不限客户欠多少：不见信用额度"),
    holds=_named("setting", "credit") | _named("field", "customer.credit_limit"),
    needs=("sales", "money"),
)
DISCOUNTS = Module(
    key="discounts",
    label=N_("折扣、抹零与赠品"),
    hides=N_("一口价：不见行折扣、整单优惠、抹零和赠品"),
    holds=_named("line", "discount", "gift")
    | _named("header", "discount", "rounding")
    | _named("setting", "rounding"),
)
STAFF = Module(
    key="staff",
    label=N_("业务员与经手人"),
    hides=N_("不记谁做的：不见员工、业务员、采购员和经手人"),
    holds=_named("record", "staff")
    | _named("header", "staff")
    | _named("question", "staff")
    | _named("column", "staff")
    | _named("field", "customer.salesperson", "supplier.buyer", "warehouse.keeper"),
)
OWN_FIELDS = Module(
    key="own_fields",
    label=N_("自定义栏目与校验规则"),
    hides=N_("不加自己的栏目，不定自己的规则：资料里不见这两项；加过的照样在用"),
    holds=_named("record", "custom_field", "rule"),
)

MODULES: Family[Module] = Family(
    "module",
    PURCHASES,
    SALES,
    STOCK,
    MONEY,
    ORDERS,
    WAREHOUSES,
    BATCHES,
    SERIALS,
    UNITS,
    MEASURED,
    ASSEMBLY,
    COSTS,
    TAX,
    CREDIT,
    DISCOUNTS,
    STAFF,
    OWN_FIELDS,
)
