"""One class a table; nothing outside storage sees them."""
