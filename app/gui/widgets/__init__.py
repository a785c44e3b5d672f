"""Small parts that pages are made of; each knows values and looks, none knows a service."""
