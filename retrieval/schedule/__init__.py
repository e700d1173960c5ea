"""Meetings as calendars and feeds know them: one event once, under a name that stays.

What other rooms use:

    finding.py       find_appointments(store, wanted, ...) -> Iterator[Appointment]     by day, the newest first
                     find_latest(store, wanted, limit=...) -> list[Appointment]         those that arrived last first
                     find_appointment(store, place) -> Appointment                      or SelectionError
    appointments.py  Appointment, appointment_of(tellings, accounts)                    what is told of an event; pure
    hours.py         read_hours(text) -> Hours | None                                   "pukul 09.00–12.30 WIB"; pure
    describing.py    describe(appointment, language) -> list[str]                       what is known in lines; pure
    calendar.py      begin_calendar, write_event, END                                   iCalendar in parts; pure
"""
