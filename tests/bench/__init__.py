"""Speed, as ratios in one run against what a user would write otherwise. Run by `make bench`."""
