"""Ways to reach people. A channel sees events and messages, and nothing of how they are kept."""
