"""Documents: what people write. A type is one frozen declaration in `types`; no code anywhere asks for a type's name."""
