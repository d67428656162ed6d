"""The plain values and rules of the plenary: no Qt, no SQL, no pictures."""
