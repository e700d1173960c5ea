"""Dates: those of events in articles, held against weekday and publication, and the periods that questions name."""

from retrieval.language.dates.mentions import DateMention, find_clocks, find_dates
from retrieval.language.dates.names import format_date, format_month
from retrieval.language.dates.periods import find_periods
from retrieval.language.dates.stretches import Period

__all__ = ["DateMention", "Period", "find_clocks", "find_dates", "find_periods", "format_date", "format_month"]
