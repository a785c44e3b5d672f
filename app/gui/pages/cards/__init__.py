"""The cards of the settings page, one matter each."""
