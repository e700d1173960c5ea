"""How many meetings there were when, of which kinds, and where somebody was: counted, said and drawn.

What other rooms use:

    asking.py     read_asked(text, today) -> Selection         free words, understood; or SelectionError
    counting.py   count_statistics(store, selection) -> Statistics
    charts.py     chart_of(statistics) -> Chart                  titles, columns and their numbers, for any door
                  caption_of(chart)      -> list[str]            the same in lines of text
    saying.py     sentence_for_nothing(statistics) -> str
    drawing.py    draw(chart) -> bytes                           a PNG for a telephone
"""
