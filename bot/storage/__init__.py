"""What is kept: one SQLite file and a folder of evidence. Knows nothing of channels."""
