"""Provinces, regencies, cities and districts: what they are called, where they are named, what lies in what."""

from retrieval.language.regions.gazetteer import Region, is_within, level_of, parts, region
from retrieval.language.regions.mentions import RegionMention, find_regions
from retrieval.language.regions.typos import correct_region

__all__ = ["Region", "RegionMention", "correct_region", "find_regions", "is_within", "level_of", "parts", "region"]
