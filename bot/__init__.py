"""How it runs: the one room with a clock, sockets, a disk and a database."""
