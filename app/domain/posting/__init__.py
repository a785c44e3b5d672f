"""Posting: a document becomes entries in the ledgers; nothing here knows a document type by name, SQL or a clock.

``engine.plan``     document + declaration → what goes where, who owes what (`Posting`)
``recosting``       one sweep in costing order over the pools that are touched; new values and visible deltas
``moving_average``, ``fifo``   the two ways to find a cost (R01–R24)
"""
