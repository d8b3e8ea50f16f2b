"""Workbooks that people filled in, read in a child process within limits."""
