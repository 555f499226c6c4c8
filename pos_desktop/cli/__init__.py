"""The command line: every use case as JSON, and the demo shop."""
