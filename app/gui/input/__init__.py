"""What people and scanners type: pure readers of text, and one filter that tells a scanner from a person."""
