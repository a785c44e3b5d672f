"""Numbers in letters, as spreadsheets count their columns and stations are named: 1 is A, 26 is Z, 27 is AA."""

_LETTERS = 26


def lettered(number: int) -> str:
    """Write a number from 1 in letters.

    >>> [lettered(number) for number in (1, 26, 27, 702, 703)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Read a number in letters, small or large; 0 when it is none.

    >>> [number_of(letters) for letters in ("A", "z", "AA", "", "A1", "é")]
    [1, 26, 27, 0, 0, 0]
    """
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
