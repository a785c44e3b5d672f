"""Reports by SQL written by hand: the figures of a report, from the same caches, as rows of plain values."""

STOCK = (
    "SELECT i.code, i.name, i.spec, p.quantity, i.base_unit, p.value FROM item i JOIN cost_pool p ON p.item_id = i.id"
    " ORDER BY i.code_key"
)
STOCK_BY_PLACE = (
    "SELECT i.code, i.name, i.spec, l.name, b.quantity, i.base_unit, p.value * b.quantity / p.quantity FROM item i"
    " JOIN stock_balance b ON b.item_id = i.id JOIN place l ON l.id = b.place_id"
    " JOIN cost_pool p ON p.item_id = i.id WHERE b.quantity <> 0 ORDER BY i.code_key, l.id"
)
AGES = (
    "SELECT i.code, i.name, i.spec, SUM(c.value) FILTER (WHERE c.since >= :month),"
    " SUM(c.value) FILTER (WHERE c.since >= :quarter), SUM(c.value) FILTER (WHERE c.since >= :half),"
    " SUM(c.value) FILTER (WHERE c.since >= :year), SUM(c.value) FROM cost_layer c JOIN item i ON i.id = c.item_id"
    " GROUP BY c.item_id ORDER BY i.code_key"
)
TURNOVER = (
    "SELECT i.code, i.name, i.spec, i.base_unit, SUM(m.in_quantity), SUM(m.in_value), SUM(m.out_quantity),"
    " SUM(m.out_value) FROM stock_month m JOIN item i ON i.id = m.item_id WHERE m.month BETWEEN :first AND :last"
    " AND m.against NOT IN ('warehouse', 'transit') GROUP BY m.item_id ORDER BY i.code_key"
)
TURNOVER_FROM_ENTRIES = (
    "SELECT i.code, SUM(iif(s.quantity > 0, s.quantity, 0)), SUM(iif(s.quantity > 0, s.value, 0)),"
    " SUM(iif(s.quantity < 0, -s.quantity, 0)), SUM(iif(s.quantity < 0, -s.value, 0)) FROM stock_entry s"
    " JOIN item i ON i.id = s.item_id WHERE s.business_date BETWEEN :since AND :until GROUP BY s.item_id"
)
PROFIT = (
    "SELECT f.month, p.name, c.name, SUM(f.quantity), SUM(f.net), SUM(f.tax), SUM(f.cost) FROM figure_month f"
    " JOIN staff p ON p.id = f.staff_id JOIN category c ON c.id = f.category_id"
    " WHERE f.kind = 'sales' AND f.month BETWEEN :first AND :last GROUP BY f.month, f.staff_id, f.category_id"
)
PROFIT_FROM_ENTRIES = (
    "SELECT substr(f.business_date, 1, 7), p.name, c.name, SUM(f.quantity), SUM(f.net), SUM(f.tax), SUM(f.cost)"
    " FROM figure_entry f JOIN item i ON i.id = f.item_id JOIN staff p ON p.id = f.staff_id"
    " JOIN category c ON c.id = i.category_id WHERE f.kind = 'sales' AND f.business_date BETWEEN :since AND :until"
    " GROUP BY 1, f.staff_id, i.category_id"
)
CARD = (
    "SELECT s.business_date, d.number, p.name, s.quantity, s.value, SUM(s.quantity) OVER w, SUM(s.value) OVER w"
    " FROM stock_entry s JOIN document d ON d.id = s.document_id LEFT JOIN party p ON p.id = d.party_id"
    " WHERE s.item_id = :item WINDOW w AS (ORDER BY s.business_date, s.order_at, s.id)"
)
BALANCES_ARE_SUMS = (
    "SELECT COUNT(*) FROM (SELECT item_id, place_id, SUM(quantity) AS moved FROM stock_entry"
    " GROUP BY item_id, place_id) s LEFT JOIN stock_balance b ON b.item_id = s.item_id"
    " AND b.place_id = s.place_id WHERE b.quantity IS NOT s.moved"
)
