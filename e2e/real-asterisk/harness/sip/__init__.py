"""A small SIP user agent (UDP, asyncio): registers with a digest, places and takes calls. It sends no media."""
