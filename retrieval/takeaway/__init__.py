"""What an office takes home: attendance and meetings as tables, by region, period, kind, person, office and publisher.

What other rooms use:

    selection.py   read_selection(...) -> Selection         what people typed, understood; or SelectionError
                   select_events(store, selection) -> Iterator[Event]   oldest first; one event however many report it
    attendance.py  attendance_of(event, selection) -> list[AttendanceRow]
    meetings.py    meeting_row(event) -> MeetingRow
    writing.py     write_selection(store, what, selection, ...)         the file, whole or not at all
"""
