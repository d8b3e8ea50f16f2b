"""A code that does not exist is said not to exist, also where nothing is being asked."""

import pytest

from conversations.showing import items


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("3.2", True),
        ("9.99", True),
        ("III.7.2.1", True),
        ("421", False),
        ("1.234", False),
        ("abc", False),
        ("", False),
    ],
)
def test_what_has_the_form_of_a_code(text: str, *, like: bool) -> None:
    assert items.like_a_code(text) is like
