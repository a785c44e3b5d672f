"""From a marked text to a sentence in the reader's language."""
