"""Tables and documents become files, and files become tables; nothing is fetched here."""
