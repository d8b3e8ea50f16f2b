"""Dates, reminders, rounds, and figures that come from elsewhere."""
