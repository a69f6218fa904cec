"""A small SIP user agent (UDP, asyncio): registers with a digest, places, takes, holds and transfers calls, presses keys. No voice."""
