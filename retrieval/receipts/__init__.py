"""What an answer stood on, told from the question log, and whether the archive of today answers the same.

    understanding.py  note_understood(queries) -> list[dict]; read_understood(noted) -> tuple[Understood, ...]
    comparing.py      compare(then, now, gone) -> Comparison         two objects of the answer format
    receipt.py        write_receipt(stored, again, articles) -> Receipt; Receipt.to_json()

All of it is pure: whoever asks again and reads articles is the door (bot/receipts.py).
"""
