"""What each person has to do next, and what a post hands on."""

from gongjian.civic.duties.queries.duties import duties_of, unsettled
from gongjian.civic.duties.queries.duty import Duty

__all__ = ["Duty", "duties_of", "unsettled"]
