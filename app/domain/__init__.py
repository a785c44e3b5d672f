"""The rules of the business: frozen dataclasses and pure functions. No Qt, no SQL, no clock, no settings."""
