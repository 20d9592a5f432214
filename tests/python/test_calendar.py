"""Days and periods."""

import datetime

import attain
import pytest


@pytest.mark.parametrize(
    "day, unit, start, name",
    [
        ("2024-02-15", "day", 1, "2024-02-15"),
        ("2024-12-30", "week", 1, "2025-W01"),  # a Monday
        ("2021-01-03", "week", 1, "2020-W53"),
        ("2024-02-15", "month", 1, "2024-02"),
        ("2024-02-15", "quarter", 1, "2024-Q1"),
        ("2024-02-15", "quarter", 4, "2023-Q4"),
        ("2024-02-15", "half", 1, "2024-H1"),
        ("2024-04-01", "half", 4, "2024-H1"),
        ("2024-03-31", "year", 4, "2023"),
        ("0001-01-01", "year", 1, "0001"),
        (datetime.date(9999, 12, 31), "day", 1, "9999-12-31"),
        (datetime.datetime(2024, 2, 15, 23, 59), "month", 1, "2024-02"),
    ],
)
def test_periods(day, unit, start, name):
    assert attain.period(day, unit, fiscal_start=start) == name


def test_weeks_are_those_of_the_standard_library():
    for number in range(0, 40000, 13):
        day = datetime.date(1970, 1, 1) + datetime.timedelta(days=number)
        year, week, _ = day.isocalendar()
        assert attain.period(day, "week") == f"{year}-W{week:02}"


@pytest.mark.parametrize(
    "name, start, first, last",
    [
        ("2024-02-15", 1, (2024, 2, 15), (2024, 2, 15)),
        ("2025-W01", 1, (2024, 12, 30), (2025, 1, 5)),
        ("2024-02", 1, (2024, 2, 1), (2024, 2, 29)),
        ("2024-Q4", 4, (2025, 1, 1), (2025, 3, 31)),
        ("2024-H2", 1, (2024, 7, 1), (2024, 12, 31)),
        ("2024", 10, (2024, 10, 1), (2025, 9, 30)),
    ],
)
def test_days_of_periods(name, start, first, last):
    assert attain.period_days(name, fiscal_start=start) == (datetime.date(*first), datetime.date(*last))


def test_a_calendar():
    calendar = attain.Calendar()
    assert calendar.fiscal_start == 1
    assert calendar.set_fiscal_start(7) is calendar and calendar.fiscal_start == 7
    assert calendar.period("2024-07-01", "year") == "2024"
    with pytest.raises(attain.InvalidArgument):
        calendar.set_fiscal_start(13)
    assert calendar.fiscal_start == 7
    assert repr(calendar) == "<attain.Calendar fiscal_start=7>"


@pytest.mark.parametrize(
    "function, kind, argument",
    [
        (lambda: attain.period("2024-02-30", "month"), attain.BadValue, "day"),
        (lambda: attain.period("2024/02/03", "month"), attain.BadFormat, "day"),
        (lambda: attain.period("2024-02-03", "decade"), attain.InvalidArgument, "unit"),
        (lambda: attain.period("2024-02-03", "month", fiscal_start=0), attain.InvalidArgument, "month"),
        (lambda: attain.period("2024-02-03", "month", fiscal_start=2**32 + 4), attain.InvalidArgument, "month"),
        (lambda: attain.period_days("2024-Q5"), attain.BadValue, "period"),
        (lambda: attain.period_days("spring"), attain.BadFormat, "period"),
    ],
)
def test_bad_days_and_periods(function, kind, argument):
    with pytest.raises(attain.Error) as caught:
        function()
    assert (type(caught.value), caught.value.argument) == (kind, argument)


def test_what_is_no_day():
    for day in (19000, 1.5, None, b"2024-01-01"):
        with pytest.raises(TypeError):
            attain.period(day, "month")
