"""The coordinator's comments: read against the figures, then shown or withheld."""
