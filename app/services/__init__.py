"""The verbs a user has; window, command line and import all come through here."""
