"""The commands of `zhbrief`, one noun a file; each has register(app)."""
