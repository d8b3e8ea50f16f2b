"""The sample campaign, and a whole year played through the engine itself."""
