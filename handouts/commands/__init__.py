"""Commands that have a module of their own: options, what they mean, and what is said afterwards."""
