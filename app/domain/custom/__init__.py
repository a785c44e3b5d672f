"""What a firm adds to the declared types: fields of its own, formulas, rules of validation (F05, F06).

The definitions are records (`custom_field`, `rule`), kept and replayed like all others::

    definitions ──Shapes──▶ RecordType / DocType as the firm has them ──▶ every reader: form, list, search, import,
                                                                          export, JSON, schema, paper, report, check

``definition`` one field: its key, its Field, where it belongs
``expression`` the small language of formulas and rules, exact
``formulas``   which field follows from which, in order
``shapes``     the one place that joins declared and own

A firm without definitions gets the declared types themselves, so that nothing costs it anything.
"""
