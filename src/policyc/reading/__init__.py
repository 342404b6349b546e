"""Text into a Policy: characters, strict YAML, shape, structure, links; every fault is a finding with its place."""
