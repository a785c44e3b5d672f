"""What stands before a firm is open. Inside an open firm there is no dialog: questions stand in their page."""
