"""All document types, in the order in which the window lists them."""

from app.core.extension import Family
from app.domain.documents.spec import DocType
from app.domain.documents.types.assembly import ASSEMBLY
from app.domain.documents.types.cost_adjustment import COST_ADJUSTMENT
from app.domain.documents.types.customer_refund import CUSTOMER_REFUND
from app.domain.documents.types.delivery import DELIVERY
from app.domain.documents.types.disassembly import DISASSEMBLY
from app.domain.documents.types.goods_receipt import GOODS_RECEIPT
from app.domain.documents.types.landed_cost import LANDED_COST
from app.domain.documents.types.money_paid import MONEY_PAID
from app.domain.documents.types.money_received import MONEY_RECEIVED
from app.domain.documents.types.opening_money import OPENING_MONEY
from app.domain.documents.types.opening_payable import OPENING_PAYABLE
from app.domain.documents.types.opening_receivable import OPENING_RECEIVABLE
from app.domain.documents.types.opening_stock import OPENING_STOCK
from app.domain.documents.types.other_issue import OTHER_ISSUE
from app.domain.documents.types.other_receipt import OTHER_RECEIPT
from app.domain.documents.types.price_adjustment import PRICE_ADJUSTMENT
from app.domain.documents.types.purchase_order import PURCHASE_ORDER
from app.domain.documents.types.purchase_return import PURCHASE_RETURN
from app.domain.documents.types.sales_order import SALES_ORDER
from app.domain.documents.types.sales_return import SALES_RETURN
from app.domain.documents.types.stock_count import STOCK_COUNT
from app.domain.documents.types.supplier_refund import SUPPLIER_REFUND
from app.domain.documents.types.transfer import TRANSFER
from app.domain.documents.types.transfer_dispatch import TRANSFER_DISPATCH
from app.domain.documents.types.transfer_receipt import TRANSFER_RECEIPT

TYPES: Family[DocType] = Family(
    "document type",
    PURCHASE_ORDER,
    GOODS_RECEIPT,
    PURCHASE_RETURN,
    LANDED_COST,
    PRICE_ADJUSTMENT,
    MONEY_PAID,
    SUPPLIER_REFUND,
    OPENING_PAYABLE,
    SALES_ORDER,
    DELIVERY,
    SALES_RETURN,
    MONEY_RECEIVED,
    CUSTOMER_REFUND,
    OPENING_RECEIVABLE,
    OPENING_STOCK,
    TRANSFER,
    TRANSFER_DISPATCH,
    TRANSFER_RECEIPT,
    STOCK_COUNT,
    OTHER_RECEIPT,
    OTHER_ISSUE,
    ASSEMBLY,
    DISASSEMBLY,
    COST_ADJUSTMENT,
    OPENING_MONEY,
)
