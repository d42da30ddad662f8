"""``danvan import``: what is written, merged, proposed and shown."""
