"""Values and rules of the shop. Plain Python: no disk, no clock, no Qt, no SQL."""
