"""One report a file; the files do not know each other. In the order in which the window lists them."""

from app.core.extension import Family
from app.reports.catalogue.stock_on_hand import STOCK_ON_HAND
from app.reports.report import Report

REPORTS: Family[Report] = Family("report", STOCK_ON_HAND)
