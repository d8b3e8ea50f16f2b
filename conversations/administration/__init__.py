"""What an administrator does: units, people, roles, the campaign itself."""
