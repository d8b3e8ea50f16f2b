"""What the decision says: criteria sets as data, and the Vietnamese way of writing numbers."""
