"""What each person has to do next, and what a post hands on."""

from gongjian.civic.duties.queries.duties import Duty, duties_of, unsettled

__all__ = ["Duty", "duties_of", "unsettled"]
