"""Tests of 掌柜."""
