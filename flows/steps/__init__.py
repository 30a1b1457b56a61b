"""The steps, in plain Python: they import neither Prefect nor torch."""
