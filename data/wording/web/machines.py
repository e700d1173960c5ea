"""What stands in calendars, feeds, cards and the widget beside what articles say."""

from __future__ import annotations

from data.wording.telegram import Phrase

CALENDAR = Phrase("Rapat daerah – Notula", "Regional meetings – Notula")
CALENDAR_OF = Phrase("Rapat: {what} – Notula", "Meetings: {what} – Notula")
WHEN = Phrase("Waktu: {what}", "Time: {what}")
REGION = Phrase("Daerah: {what}", "Region: {what}")
THEME = Phrase("Tema: {what}", "Theme: {what}")
ORGANISER = Phrase("Penyelenggara: {what}", "Organised by: {what}")
PEOPLE = Phrase("Disebut hadir: {who}.", "Said to be there: {who}.")
MORE_PEOPLE = Phrase("Disebut hadir: {who}, dan {more} lagi.", "Said to be there: {who}, and {more} more.")
SOURCE = Phrase("Sumber: {what}", "Source: {what}")
