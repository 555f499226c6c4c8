"""The print queue at the counter: what happened to each printout, and what to do."""
