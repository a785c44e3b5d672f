"""What a scanned code is, and what it means in this firm (N5, F57). Window, command line and imports ask here.

::

    code ──goods or item code?── yes ──▶ Goods            one prepared statement: nearly every scan ends here
      └─no─▶ label of ours? ──▶ Goods            item, batch, serial, order, supplier: `app.domain.labels.own`
        └──▶ order of ours? ──▶ ScanOrder
        └──▶ classify (the firm's rules for scale labels, then GS1, GTIN, payment) ──▶ Goods, or refused in words
          └──▶ number of a document ──▶ Paper;  code of staff or a customer ──▶ Person;  nothing ──▶ UnknownBarcode

``meaning``  the one question
``labels``   the goods that a label of a scale tells; its rules are in `app.services.scale_rules`
``errors``   why a code is not taken; none of them repeats a code that pays
"""

from app.services.scanning.errors import UnknownBarcode
from app.services.scanning.meaning import Goods, Meaning, Paper, Person, goods, meaning, own_goods

__all__ = ["Goods", "Meaning", "Paper", "Person", "UnknownBarcode", "goods", "meaning", "own_goods"]
