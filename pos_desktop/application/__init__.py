"""Use cases, one module per counter activity, and the ports they need."""
