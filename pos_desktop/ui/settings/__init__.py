"""Settings: people, backups, what was done, and the shop itself."""
