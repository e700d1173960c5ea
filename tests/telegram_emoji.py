"""The emoji that the bot uses, drawn by ourselves as a few shapes each, since no font that draws them is everywhere.

Each is SVG in a box of 24 by 24, as wide as it is drawn. A light edge or ground keeps it apart from any bubble.
"""

from __future__ import annotations

from collections.abc import Mapping

BOX = 24
_HAND = (
    '<path fill="#ffca3a" stroke="#a8730f" stroke-width="1.2" stroke-linejoin="round" d="M7.6 20.6V11L11.2 3.1C13.2 2.6'
    ' 14.8 4 14.4 6.2L13.8 9.4H19.3C21 9.4 22 10.8 21.6 12.4L19.9 18.8C19.6 19.9 18.7 20.6 17.6 20.6Z"/>'
    '<rect x="2.4" y="10.4" width="4.6" height="10.8" rx="1.2" fill="#4d8fe0"/>'
)
_SHEET = (
    '<path fill="#ffffff" stroke="#6d7f8c" stroke-width="1.3" stroke-linejoin="round"'
    ' d="M4.5 2H14.5L19.5 7V22H4.5Z"/>'
    '<path fill="#c4d0d8" stroke="#6d7f8c" stroke-width="1.3" stroke-linejoin="round" d="M14.5 2V7H19.5Z"/>'
)


def _line(path: str, *, colour: str, width: float) -> str:
    return (
        f'<path fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"'
        f' d="{path}"/>'
    )


EMOJI: Mapping[str, str] = {
    "👍": _HAND,
    "👎": f'<g transform="matrix(1 0 0 -1 0 24)">{_HAND}</g>',
    "💬": (
        '<path fill="#ffffff" stroke="#6d7f8c" stroke-width="1.3" stroke-linejoin="round" d="M5 3.5H19C21 3.5 22.4 4.9'
        ' 22.4 6.9V13.6C22.4 15.6 21 17 19 17H11.5L6.5 21.6V17H5C3 17 1.6 15.6 1.6 13.6V6.9C1.6 4.9 3 3.5 5 3.5Z"/>'
        + "".join(f'<circle cx="{x}" cy="10.2" r="1.5" fill="#4d6472"/>' for x in (7, 12, 17))
    ),
    "👥": (
        '<g fill="#a9cbee" stroke="#33567c" stroke-width="1.2"><circle cx="16" cy="7.2" r="3.6"/>'
        '<path stroke-linejoin="round" d="M9.5 20.5C9.5 15.6 12 13.1 16 13.1C20 13.1 22.5 15.6 22.5 20.5Z"/></g>'
        '<g fill="#5f97d6" stroke="#33567c" stroke-width="1.2"><circle cx="8.2" cy="8.2" r="3.9"/>'
        '<path stroke-linejoin="round" d="M1.4 21.4C1.4 16.8 4 14.4 8.2 14.4C12.4 14.4 15 16.8 15 21.4Z"/></g>'
    ),
    "📄": _SHEET + _line("M7.5 11H16.5M7.5 14.5H16.5M7.5 18H13.5", colour="#6d7f8c", width=1.4),
    "📅": (
        '<rect x="2.5" y="4" width="19" height="18" rx="2.4" fill="#ffffff" stroke="#6d7f8c" stroke-width="1.3"/>'
        '<path fill="#d9483b" d="M2.5 9.5V6.4C2.5 5 3.5 4 4.9 4H19.1C20.5 4 21.5 5 21.5 6.4V9.5Z"/>'
        + _line("M7.5 2.2V5.6M16.5 2.2V5.6", colour="#4d6472", width=1.8)
        + _line("M7 13.5H7.1M12 13.5H12.1M17 13.5H17.1M7 18H7.1M12 18H12.1", colour="#4d6472", width=2.4)
    ),
    "📎": _line(
        "M17.5 7V16.4C17.5 19.6 15.2 21.8 12.2 21.8C9.2 21.8 7 19.6 7 16.4V6.4C7 4 8.7 2.2 11 2.2C13.3 2.2 15 4 15 6.4"
        "V15.6C15 17 13.9 18.2 12.4 18.2C11 18.2 9.9 17 9.9 15.6V7.6",
        colour="#5b7286",
        width=1.7,
    ),
    "⚠": (
        '<path fill="#ffca3a" stroke="#8a5f08" stroke-width="1.5" stroke-linejoin="round" d="M12 2.6L22.6 21H1.4Z"/>'
        + _line("M12 9V14.2M12 17.6V17.7", colour="#3d2c05", width=2.3)
    ),
    "⬇": (
        '<rect x="2" y="2" width="20" height="20" rx="4.5" fill="#4d8fe0"/>'
        '<path fill="#ffffff" d="M9.8 5H14.2V11.6H18.2L12 19L5.8 11.6H9.8Z"/>'
    ),
    "✉": (
        '<rect x="1.5" y="4.5" width="21" height="15.5" rx="2.2" fill="#ffffff" stroke="#6d7f8c" stroke-width="1.3"/>'
        + _line("M2.6 6.2L12 13.6L21.4 6.2", colour="#6d7f8c", width=1.5)
    ),
}
