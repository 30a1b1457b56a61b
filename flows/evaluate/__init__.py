"""Scores: cleaning, translation, summaries and trust, each with its floors."""
