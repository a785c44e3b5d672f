"""Editors built from declarations: a document from its DocType, a record from its RecordType, a form from its Fields."""
