"""Whatever comes in before it is an event: files looked at and stored, senders held to their limits."""
