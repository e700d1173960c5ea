"""What a meeting's page is made of, from an event with all its accounts; every claim with the words that say so.

details.py    days, place, organiser, theme, purpose: each value once
attending.py  who was there and in which capacity, who was represented, absent or invited
speaking.py   who said what
outlets.py    the accounts side by side, and where they differ
markup.py     the meeting as a schema.org Event
"""
