"""Documents that messages name and commands write, each read from one moment of the database."""
