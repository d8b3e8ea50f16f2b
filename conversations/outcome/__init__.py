"""From stage to stage: approval, publication, appeals."""
