"""What changed between two versions, and what notice it owes."""
