"""What else a unit's dossier has: evidence, remarks, signature, and its people."""
