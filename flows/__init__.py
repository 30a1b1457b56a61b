"""What happens to an article: the command, the flows, and the steps they take."""
