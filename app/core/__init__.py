"""The vocabulary of 掌柜; standard library only.

One word per idea, everywhere in the program:

firm        one set of books in one database file
station     one computer that writes to a firm; its letter (A, B …) stands in document numbers
operation   one act of a person: a posted document, an edited record, a setting; the unit of log, sync and proof
document    what people fill in and post; it has lines
draft       a document that has touched nothing yet; it has no number
post        the one moment at which a document gets its number and writes the ledgers
void        take back a posted document inside its open period: mirror rows, the number stays
reverse     红冲: take back a document of a closed period by a linked mirror document
place       where goods are: a warehouse or goods in transit (ours), or the world outside (supplier, customer …)
entry       one row of a ledger: stock, party, cash, sales; written once, never changed
pool        the goods that share one cost: an item, or an item in one place
layer       goods that came in together and are still here
party       a supplier, a customer, or both
record      master data: item, party, place, account, staff …
"""
