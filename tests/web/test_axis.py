"""The axis of days: rows, stretches, and which days are written."""

from gongjian.web.charts.axis import Mark, Row, Stretch, axis_picture, written

MARKS = [Mark("tick", 0, "9月9日"), Mark("tick", 4, "9月15日"), Mark("tick", 20, "10月9日"), Mark("today", 38, "今天")]


def test_a_stretch_is_as_wide_as_its_days_and_carries_a_class_but_no_style():
    row = Row("区城管局 <一>", "现在牵头", [Stretch("t-wait", 10, 12, "等待"), Stretch("t-work", 12, 20, "办理")])

    picture = axis_picture([row], MARKS, length=40, label="谁在哪几天")

    assert '<rect class="t-work" x="30.00%" y="45" width="20.00%" height="14">' in picture
    assert "区城管局 &lt;一&gt;" in picture
    assert "style=" not in picture


def test_what_came_and_went_within_a_day_is_a_stroke():
    picture = axis_picture([Row("a", "b", [Stretch("t-work", 3, 3, "x")])], [], length=10, label="x")

    assert '<line class="brief t-work" x1="30.00%" x2="30.00%"' in picture


def test_days_too_close_to_today_or_to_each_other_are_not_written():
    marks = [*MARKS, Mark("due", 40, "11月14日")]

    assert [mark.word for mark, _is_wide in written(marks, 40)] == ["今天", "9月9日", "10月9日"]


def test_an_axis_of_no_day_is_drawn_all_the_same():
    assert axis_picture([], [Mark("today", 0, "今天")], length=0, label="x").startswith("<svg")
