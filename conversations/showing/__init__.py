"""How items and dossiers look in a chat."""
