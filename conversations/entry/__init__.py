"""Coming in: invitations, further chats, the first words."""
