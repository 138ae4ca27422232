"""The page as it will be, while somebody types: the real engine, kept warm, and the addresses that ask it."""
