"""The rooms as docs/structure.md draws them: who imports whom, and where what is said stands."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
VIETNAMESE = re.compile("[ăâđêôơưà-ãè-êìíò-õùúýĩũạ-ỹ][a-z]")  # capitals are a mark: BẢN NHÁP


def test_the_rooms_import_only_downwards() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "Contracts: 6 kept, 0 broken." in done.stdout


def test_no_other_top_level_package() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {"bot", "conversations", "criteria", "exports", "scoring"}


def test_what_the_bot_says_stands_with_the_other_phrases() -> None:
    """The command line may print a decision in its own language, and players talk like people."""
    apart = {ROOT / "bot" / "commands", ROOT / "bot" / "tryout"}
    own = (path for path in (ROOT / "bot").rglob("*.py") if not apart.intersection(path.parents))
    assert [path.name for path in own if VIETNAMESE.search(path.read_text(encoding="utf-8"))] == []
