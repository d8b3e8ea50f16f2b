"""The sample campaign of ``make demo``, whatever else runs on the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from bot.tryout.demo import MARK, DemoError, alone, run_demo
from tests.bot.ports import free_port


def test_the_demo_leaves_a_real_bot_alone(tmp_path: Path) -> None:
    of_a_real_bot = {
        "TELEGRAM_TOKEN": "123:secret",
        "CHAMDIEM_BACKUP_DIR": str(tmp_path),
        "CHAMDIEM_TLS_PORT": "8443",
        "CHAMDIEM_PUBLIC_URL": "https://cham-diem.example.vn",
        "CHAMDIEM_PORT": str(port := free_port()),
    }
    settings = alone(Settings.read(of_a_real_bot))
    assert (settings.telegram_token, settings.backup_dir, settings.tls_port) == ("", "", 0)
    assert settings.port == port
    assert settings.web_link == f"http://localhost:{port}/moi/{{code}}"


@pytest.mark.parametrize("fresh", [False, True])
async def test_a_data_folder_of_somebody_else_never_becomes_a_demo(tmp_path: Path, *, fresh: bool) -> None:
    """Marked as one, it would be thrown away by the next ``--fresh``."""
    (tmp_path / "chamdiem.db").touch()
    with pytest.raises(DemoError, match="was not made by a demo"):
        await run_demo(Settings(data=tmp_path, port=free_port()), fresh=fresh)
    assert [path.name for path in tmp_path.iterdir()] == ["chamdiem.db"]
    assert not (tmp_path / MARK).exists()
