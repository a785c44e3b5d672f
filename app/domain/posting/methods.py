"""The costing methods a firm can choose between (decisions 11)."""

from app.core.extension import Family
from app.domain.posting.costing import CostMethod
from app.domain.posting.fifo import FirstInFirstOut
from app.domain.posting.moving_average import MovingAverage

METHODS: Family[CostMethod] = Family("cost method", MovingAverage(), FirstInFirstOut())
