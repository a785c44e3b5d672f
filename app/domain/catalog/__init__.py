"""Goods, parties and places as the rules see them: units, bar codes, readings. No tables, no pinyin library."""
