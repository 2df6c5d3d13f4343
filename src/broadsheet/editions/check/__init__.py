"""The seal, its proofs, and reading an edition back against them."""
