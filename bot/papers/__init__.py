"""Documents that messages name and commands write, each read from one moment of the database; only the
evidence archive, which may take hours, takes every dossier as it stands when its turn comes.
"""
