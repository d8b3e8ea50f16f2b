"""What is said: events come in, messages and facts go out. Pure: no clock, no sockets, no database."""
