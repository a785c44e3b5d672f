"""Editors built from declarations: documents from DocTypes, records from RecordTypes, forms from Fields."""
