"""What the figures allow to say: intervals, peers, and what stands out."""
