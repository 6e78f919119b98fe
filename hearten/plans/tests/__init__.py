"""Tests of getting through the week."""
