"""What leaves the site for paper and for places without a network."""
