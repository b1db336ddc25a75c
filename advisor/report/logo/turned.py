"""Which way up a picture is to be shown, as cameras note it (Exif) instead of turning the pixels."""

SAID = "is stored on its side or mirrored, and not every program turns it"
_ORIENTATION, _UPRIGHT = 0x0112, 1


def is_turned(exif: bytes) -> bool:
    """Say whether Exif data, without the marker before them, ask for turning or mirroring."""
    order = {b"II": "little", b"MM": "big"}.get(exif[:2])

    def number(place: int, length: int) -> int:
        return int.from_bytes(exif[place : place + length], "little" if order == "little" else "big")

    if order is None:
        return False
    start = number(4, 4)
    entries = (start + 2 + 12 * place for place in range(number(start, 2)))
    asked = next((number(place + 8, 2) for place in entries if number(place, 2) == _ORIENTATION), _UPRIGHT)
    return asked in range(2, 9)
