"""The set-up sheet of scanners: codes to scan, and from what came, what is wrong and what to set (N6, F57). Pure.

    TRIALS ─ printed ─▶ scanned ─▶ text ──diagnose──▶ Finding (which code, which troubles)
                                   keys ──typing────▶ troubles of the keys: no Enter, too slow …

``trials``     the codes: one in each symbology that shops meet, each so made that no trouble leaves all of them alike
``layouts``    what comes when scanner and computer do not agree on the country of the keyboard
``troubles``   what can be wrong: each says what it makes of a text, and what to set
``diagnosis``  the search for the troubles that explain what came

A trouble is what it does to a code; a diagnosis is the shortest list of troubles that makes of a code what came. So the
two can never drift apart: what a trouble does is also how it is found.

Codes that set a scanner by themselves are not here. Manuals print them as pictures, and name them beside: Newland by a
command (``@UPAREQ1``, NLS-HR42 user manual p. 92), Metrologic, now Honeywell, by a number (``999998``, MS9520 manual
p. 23-2), Datalogic tells that its labels are Code 128 beginning with FNC3 (Magellan 3200VSi reference guide p. 193).
No manual that we found says which bytes stand in the bars. A code that is wrong by one byte sets something else, and a
clerk has no way back. So the sheet says how manuals call each setting, and the clerk scans it from the maker's booklet.
"""
