"""Where a workspace and a policy begin: files that people go on writing."""
