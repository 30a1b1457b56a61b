"""Text in, text out: engines, the registry, and our own small model."""
