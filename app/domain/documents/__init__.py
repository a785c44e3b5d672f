"""Documents: what people write. A type is one frozen declaration in `types`; no code asks for a type's name."""
