"""Sheets that are filled in without a connection and sent back."""
