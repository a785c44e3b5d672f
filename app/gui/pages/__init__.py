"""The pages of the window: lists, reports, the first page, settings."""
