"""Settings: every one is documented, and a wrong one is named."""

from pathlib import Path

import pytest

from bot.settings import VARIABLES, Settings, SettingsError

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_with_its_default() -> None:
    cells = [line.split("|")[1:3] for line in PAGE.read_text(encoding="utf-8").splitlines() if "| `" in line]
    rows = {name.strip(" `"): default.strip(" `") for name, default in cells}
    assert set(rows) == set(VARIABLES.values())
    assert set(VARIABLES) == set(Settings.model_fields)
    for field, name in VARIABLES.items():
        assert rows[name] == str(getattr(Settings(), field))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHAMDIEM_PORT", "eighty"),
        ("CHAMDIEM_PORT", "99999"),
        ("CHAMDIEM_FILE_BYTES", "-5"),
        ("TELEGRAM_PROXY", "nowhere"),
        ("CHAMDIEM_PUBLIC_URL", "chamdiem.vn"),
        ("CHAMDIEM_PUBLIC_URL", "socks5://chamdiem.vn"),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:99999"),
        ("TELEGRAM_PROXY", "http://127.0.0.1:abc"),
        ("TELEGRAM_WEBHOOK", "https://bot.vn/{x"),
        ("TELEGRAM_WEBHOOK", "https://bot.vn/api/telegram"),
        ("TELEGRAM_TOKEN", "my token"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.read({name: value})


def test_the_token_is_read_from_a_file_of_windows() -> None:
    assert Settings.read({"TELEGRAM_TOKEN": "123456:AB-c_d\r\n"}).telegram_token == "123456:AB-c_d"


def test_the_command_line_wins() -> None:
    assert Settings.read({"CHAMDIEM_PORT": "9000"}, port=9001).port == 9001
    assert Settings.read({"CHAMDIEM_PORT": "9000"}, port=None).port == 9000
