"""Where a compiled value comes from: ``slipway explain``.

>>> from slipway.explain import explain
>>> explain(root, "VPC/prod-us-east-1:cidrBlock").keys[0].path  # doctest: +SKIP
'network.cidrBlock'
"""

from slipway.explain.answer import explain
from slipway.explain.errors import ExplainError, NotFoundError, UnbuildableError
from slipway.explain.values import Explanation

__all__ = ["ExplainError", "Explanation", "NotFoundError", "UnbuildableError", "explain"]
