"""Table and document to file, file to rows, checked by reading the files back."""
