"""Printing: any document, drafts included, and statements, on the paper that is in the printer (G20, F13).

``templates``  what a form shows: as shipped, as the firm changed it
``choices``    which paper and variant a form is printed on: here, and for a party
``making``     documents and statements as a PDF or a picture
``samples``    a form filled with examples, for whoever designs it
"""

from app.services.printing.choices import Choice
from app.services.printing.making import document_pdf, documents_pdf, statement_pdf, statement_picture

__all__ = ["Choice", "document_pdf", "documents_pdf", "statement_pdf", "statement_picture"]
