"""The same case stored by Guantong, by two peers and by bare SQL, side by side in one run."""
