"""Lighthouse on every important kind of page."""
