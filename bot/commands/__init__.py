"""The command line: each module adds one group of commands to ``chamdiem``."""
