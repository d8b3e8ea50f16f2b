"""What is handed up: forms, rankings, templates and pictures, from one view-model (``report.py``)."""
