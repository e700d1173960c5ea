"""Indonesian as data and a few pure functions: sentences, stems, dates, regions, offices, people."""
