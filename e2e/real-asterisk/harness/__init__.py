"""Plays real SIP calls through Asterisk, Kafka and the five services, and compares what they say with what Asterisk recorded."""
