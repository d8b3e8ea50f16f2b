"""What a reviewer does: the queue, a dossier, a verdict."""
