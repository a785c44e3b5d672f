"""One report a file; the files do not know each other. In the order in which the window lists them."""

from app.core.extension import Family
from app.reports.catalogue.closing_differences import CLOSING_DIFFERENCES
from app.reports.catalogue.count_deviations import COUNT_DEVIATIONS
from app.reports.catalogue.document_list import DOCUMENT_LIST
from app.reports.catalogue.drawer_log import DRAWER_LOG
from app.reports.catalogue.payables import PAYABLES
from app.reports.catalogue.print_log import PRINT_LOG
from app.reports.catalogue.purchases import PURCHASES
from app.reports.catalogue.receivables import RECEIVABLES
from app.reports.catalogue.sales_profit import SALES_PROFIT
from app.reports.catalogue.statement import STATEMENT, SUPPLIER_STATEMENT
from app.reports.catalogue.stock_ageing import STOCK_AGEING
from app.reports.catalogue.stock_card import STOCK_CARD
from app.reports.catalogue.stock_on_hand import STOCK_ON_HAND
from app.reports.catalogue.stock_summary import STOCK_SUMMARY
from app.reports.report import Report

REPORTS: Family[Report] = Family(
    "report",
    SALES_PROFIT,
    PURCHASES,
    STOCK_ON_HAND,
    STOCK_SUMMARY,
    STOCK_CARD,
    STOCK_AGEING,
    RECEIVABLES,
    PAYABLES,
    STATEMENT,
    SUPPLIER_STATEMENT,
    DOCUMENT_LIST,
    PRINT_LOG,
    DRAWER_LOG,
    CLOSING_DIFFERENCES,
    COUNT_DEVIATIONS,
)
