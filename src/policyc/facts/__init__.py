"""What holds: a policy resolved with the law of its day and the taxonomy, every value declared or derived."""
