"""What can be taken away, and the journal read out."""
