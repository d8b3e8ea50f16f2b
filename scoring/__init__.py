"""How answers become a verified, ranked result: exact, pure, with a derivation for every point."""
