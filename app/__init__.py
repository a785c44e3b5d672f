"""掌柜 (Zhanggui): goods in, goods out, stock and money for small shops; works without a network."""

__version__ = "0.1.0"
