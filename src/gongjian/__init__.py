"""共建 Gongjian: co-building between communities, their streets and the organisations around them."""

__version__ = "0.1.0"
