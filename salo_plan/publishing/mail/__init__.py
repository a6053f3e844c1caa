"""Mail: each issue goes once to each recipient of its audience, as a message of its own."""
