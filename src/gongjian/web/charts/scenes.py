"""Pictures that tell one number each: a corridor, a road, a house, a hundred squares, promises kept."""

from collections.abc import Sequence

from gongjian.web.charts.pen import element, path, picture, rectangle, word

BOARD = 40  # a board and the gap to the next
BAY = 62  # a row of boards, posts and ground
BOARDS_NEAR = 7  # boards a row on a phone
SQUARE_ROWS = 5
# people before the boards: after how many of 21 boards, how far into the next, head height, head size
WALKERS = (
    (1, 18, 94, 34),
    (1, 33, 69, 25),
    (7, 19, 94, 34),
    (11, 18, 94, 34),
    (11, 36, 90, 33),
    (17, 20, 94, 34),
    (17, 35, 66, 24),
)
SEGMENTS = 3


def corridor_picture(panels: int, *, length: str, label: str) -> str:
    """Return a corridor of so many boards twice: in one line, and folded for a phone. `length` is written below it."""
    return far_corridor(panels, length=length, label=label) + near_corridor(panels, length=length)


def far_corridor(panels: int, *, length: str, label: str) -> str:
    """Return the boards in one line, with the length as a measure."""
    width = BOARD * panels
    gap = 9 * len(length) + 10
    measure = f"M3.5 62v12M{width - 3.5} 62v12M4 68h{width // 2 - gap - 4}M{width // 2 + gap} 68h{width // 2 - gap - 4}"
    parts = [
        bay(panels, 0),
        *walkers(panels, panels),
        path("dim", measure),
        word(length, width // 2, 73, "dimtext mid"),
    ]
    return picture("corridor far", *parts, label=label, box=f"0 0 {width} 84")


def near_corridor(panels: int, *, length: str) -> str:
    """Return the boards folded into rows."""
    rows = [min(BOARDS_NEAR, panels - start) for start in range(0, panels, BOARDS_NEAR)]
    width, height = BOARD * BOARDS_NEAR, BAY * len(rows)
    parts = [bay(boards, BAY * place) for place, boards in enumerate(rows)]
    parts += [*walkers(panels, BOARDS_NEAR), word(length, width, height + 20, "dimtext end")]
    return picture("corridor near", *parts, label="", box=f"0 0 {width} {height + 28}")


def bay(boards: int, top: int) -> str:
    """Return a row of boards on their ground."""
    return "".join(board(BOARD * place, top) for place in range(boards)) + path(
        "ground", f"M0 {top}.5m0 50h{BOARD * boards}"
    )


def board(left: int, top: int) -> str:
    """Return one board on two posts."""
    posts = path("post", f"M{left + 10} {top + 40}v10M{left + 30} {top + 40}v10")
    text = path("lines", f"M{left + 9} {top + 19}h22M{left + 9} {top + 25}h22M{left + 9} {top + 31}h14")
    return posts + rectangle(left + 3, top + 4, 34, 36, "board") + rectangle(left + 3, top + 4, 34, 7, "strip") + text


def walkers(panels: int, per_row: int) -> list[str]:
    """Return the people, standing before the boards of their row."""
    people = []
    for of_21, into, tall, head in WALKERS:
        row, place = divmod(of_21 * panels // 21, per_row)
        people.append(person(BOARD * place + into, BAY * row + 50, tall, head))
    return people


def person(x: int, foot: int, tall: int, head: int) -> str:
    """Return somebody standing at x; body height and head size in tenths."""
    half, shoulders = tenths(head + 2), tenths(tall - 6)
    start = f"M{tenths(10 * x - head - 2)} {foot}v-{tenths(tall)}"
    body = f"{start}q0-{shoulders} {half}-{shoulders}t{half} {shoulders}v{tenths(tall)}z"
    middle = tenths(10 * foot - 2 * tall - head + 9)
    return path("person", body) + element("circle", {"class": "person", "cx": x, "cy": middle, "r": tenths(head)})


def tenths(value: int) -> str:
    """Return tenths as a decimal number."""
    return f"{value // 10}.{value % 10}"


def road_picture(themes: Sequence[str], *, label: str) -> str:
    """Return a road in as many stretches as it has themes."""
    parts = []
    for place, theme in enumerate(themes):
        left = 200 * place // len(themes)
        length = 200 * (place + 1) // len(themes) - left - (4 if place + 1 < len(themes) else 0)
        middle = left + length // 2
        parts += [
            path(f"seg g{1 + place * SEGMENTS // len(themes)}", f"M{left} 44h{length}"),
            path("ground", f"M{middle} 39v-15"),
        ]
        parts += [
            element("circle", {"class": "node", "cx": middle, "cy": 44, "r": 5}),
            word(theme, middle, 17, "dimtext mid"),
        ]
    return picture("road", *parts, label=label, box="0 0 200 60", preserveAspectRatio="xMinYMax meet")


def building_picture(floors: int, *, label: str) -> str:
    """Return a house of so many floors."""
    height = 115 * 5 // max(5, floors)
    parts = []
    for floor in range(floors):
        top = 595 - height * (floor + 1)
        parts.append(rectangle(0, tenths(top), 110, tenths(height - 20), "floor"))
        parts += [
            rectangle(6 + 13 * window, tenths(top + 25), 7, tenths(max(15, height - 70)), "win") for window in range(8)
        ]
    return picture(
        "house",
        *parts,
        path("ground", "M0 58.5h150"),
        label=label,
        box="0 0 200 60",
        preserveAspectRatio="xMinYMax meet",
    )


def hundred_picture(on: int, of: int, *, label: str) -> str:
    """Return `of` small squares in five rows, the first `on` of them filled, column by column."""
    columns = -(-of // SQUARE_ROWS)
    squares = [
        rectangle(
            f"{10 * (number // SQUARE_ROWS)}.5",
            1 + 12 * (number % SQUARE_ROWS),
            8,
            9,
            "on" if number < on else "off",
            round=1,
        )
        for number in range(of)
    ]
    return picture("hundred", *squares, label=label, box=f"0 0 {10 * columns} 60", preserveAspectRatio="xMinYMax meet")


def squares_picture(done: int, total: int, *, half: int = 0, label: str) -> str:
    """Return a square for each promise: kept filled, half kept half filled, the others as frames."""
    parts = []
    for number in range(total):
        left = 18 * number
        if number < done:
            parts.append(rectangle(left, 1, 14, 14, "on", round=2))
            continue
        parts.append(rectangle(f"{left}.5", "1.5", 13, 13, "box", round=2))
        if number < done + half:
            parts.append(rectangle(left, 1, 7, 14, "on"))
    return picture("squares", *parts, label=label, box=f"0 0 {max(1, 18 * total - 4)} 16", width=max(1, 18 * total - 4))
