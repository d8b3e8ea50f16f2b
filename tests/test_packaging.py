"""What is installed: the wheel runs alone and from anywhere; image, compose file and unit fit it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import VARIABLES
from tests.bot.ports import free_port

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "conversations", "criteria", "exports", "scoring")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, which nobody may write."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    for path in (folder / "site").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder / "site"


def test_the_wheel_has_every_file_of_the_packages(installed: Path) -> None:
    ours = {
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    there = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()}
    assert {path for path in there if path.parts[0] in PACKAGES} == ours
    assert any(path.suffix == ".yaml" for path in there)


def run(installed: Path, *command: str, **environment: str) -> subprocess.Popen[str]:
    """As a service starts it: from the root folder, no home, no other way to the sources."""
    env = {
        "PATH": os.defpath,
        "PYTHONPATH": str(installed),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": "/nowhere",
    }
    return subprocess.Popen(
        [sys.executable, *command], cwd="/", env={**env, **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def said(installed: Path, *command: str, **environment: str) -> str:
    out, errors = run(installed, *command, **environment).communicate(timeout=60)
    assert not errors, errors
    return out


def chamdiem(installed: Path, *command: str, **environment: str) -> str:
    return said(installed, "-m", "bot.cli", *command, **environment)


def health_check() -> list[str]:
    """What the image runs to see whether the process is well."""
    found = re.search(
        r"HEALTHCHECK.*?CMD \[(.*?)\]$", (ROOT / "Dockerfile").read_text(), re.DOTALL | re.MULTILINE
    )
    assert found
    python, *rest = [str(part) for part in yaml.safe_load(f"[{found[1]}]")]
    assert python == "python"
    return rest


def test_the_wheel_runs_alone(installed: Path, tmp_path: Path) -> None:
    assert str(installed) in said(installed, "-c", "import bot; print(bot.__file__)")
    data, backups, port = tmp_path / "data", tmp_path / "backups", str(free_port())
    known = {"CHAMDIEM_DATA": str(data), "CHAMDIEM_PORT": port}
    known["http_proxy"] = "http://127.0.0.1:9"  # Docker sets it where its own clients have one
    assert "kien-giang-xa" in chamdiem(installed, "criteria", "list", **known)
    create = ("--set", "kien-giang-xa", "--name", "Kỳ 2026", "--deadline", "2026-12-15")
    assert "created" in chamdiem(installed, "campaign", "create", *create, **known)
    process = run(installed, "-m", "bot.cli", "run", **known)
    try:
        assert process.stdout is not None
        assert "ready" in process.stdout.readline()
        check = [part.replace("8080", port) for part in health_check()]
        assert said(installed, *check, **known) == ""
        assert "written and compared" in chamdiem(installed, "backup", str(backups), **known)
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    (backup,) = backups.iterdir()
    fresh = str(tmp_path / "fresh")
    assert "the record is whole" in chamdiem(installed, "restore", str(backup), "--into", fresh, **known)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_the_health_check_fails_where_nobody_answers(installed: Path) -> None:
    check = [part.replace("8080", str(free_port())) for part in health_check()]
    process = run(installed, *check)
    process.communicate(timeout=20)
    assert process.returncode == 1


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_the_compose_file_names_settings_that_exist() -> None:
    service = compose()["services"]["chamdiem"]
    named = set(service["environment"])
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    named |= set(re.findall(r"\$\{(\w+)", text))
    assert named <= set(VARIABLES.values())
    assert service["env_file"] == [{"path": ".env", "required": False}]  # all others come from there
    assert service["read_only"] is True
    volumes = dict(each.split(":") for each in service["volumes"])
    assert set(volumes) == set(compose()["volumes"])
    assert {service["environment"][name] for name in ("CHAMDIEM_DATA", "CHAMDIEM_BACKUP_DIR")} == set(
        volumes.values()
    )
    assert service["ports"] == [f"127.0.0.1:8080:{service['environment']['CHAMDIEM_PORT']}"]
    assert int(service["stop_grace_period"].removesuffix("s")) > 10


def test_the_image_copies_what_is_built_and_is_no_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]}
    assert {*PACKAGES, "pyproject.toml", "constraints.txt"} <= copied
    assert "USER chamdiem" in lines
    assert lines.index("USER chamdiem") > max(n for n, line in enumerate(lines) if line.startswith("RUN"))
    named = {name for line in lines for name in re.findall(r"\b(?:CHAMDIEM|TELEGRAM)_\w+", line)}
    assert named <= set(VARIABLES.values())


def test_the_unit_is_sound(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "chamdiem.service").read_text(encoding="utf-8")
    command = shlex.split(re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)[0])
    assert command == ["/opt/chamdiem/bin/chamdiem", "run"]
    named = set(re.findall(r"\b(?:CHAMDIEM|TELEGRAM)_\w+", text))
    assert named <= set(VARIABLES.values())
    if (analyze := shutil.which("systemd-analyze")) is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "chamdiem.service"
    unit.write_text(text.replace(command[0], sys.executable))
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
