"""Every Vietnamese sentence of the talk, one module for each person it is said to."""
