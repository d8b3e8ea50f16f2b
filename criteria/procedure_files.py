"""Finds and loads procedures: ``procedures/<id>/procedure.yaml`` of the package, then of other folders."""

from __future__ import annotations

from pathlib import Path

from criteria.files import CriteriaError, read_yaml
from criteria.loader import PACKAGE_DATA, validated
from criteria.procedures import LevelCase, Procedure
from criteria.schema import CriteriaSet


def find_procedures(*folders: Path) -> dict[str, Path]:
    """Folders of all procedures by id; those of ``folders`` win."""
    return {
        path.parent.name: path.parent
        for root in (PACKAGE_DATA, *folders)
        for path in sorted(root.glob("procedures/*/procedure.yaml"))
    }


def load_procedure(procedure_id: str, *folders: Path) -> Procedure:
    """The procedure of that id; raises CriteriaError where there is none, or it is wrong."""
    known = find_procedures(*folders)
    if procedure_id not in known:
        why = f"there is no such procedure; known procedures: {', '.join(known) or 'none'}"
        raise CriteriaError("unknown-procedure", procedure_id, None, why)
    procedure = read_procedure(known[procedure_id])
    if procedure.id != procedure_id:
        why = f"the procedure calls itself {procedure.id!r}, its folder {procedure_id!r}: give both one name"
        raise CriteriaError("other-id", known[procedure_id] / "procedure.yaml", None, why)
    return procedure


def read_procedure(folder: Path) -> Procedure:
    """The procedure in ``folder/procedure.yaml``; raises CriteriaError with the first finding."""
    path = folder / "procedure.yaml"
    return validated(Procedure, read_yaml(path), path, ())


def carried(criteria: CriteriaSet, *folders: Path) -> Procedure | None:
    """The procedure that a set names itself, None where it names none."""
    return load_procedure(criteria.procedure, *folders) if criteria.procedure else None


def load_cases(folder: Path) -> tuple[LevelCase, ...]:
    """The worked cases in ``folder/examples.yaml``, none where there is no such file."""
    path = folder / "examples.yaml"
    data = (read_yaml(path) or []) if path.is_file() else []
    if not isinstance(data, list):
        raise CriteriaError("schema", path, 1, "examples are a list: each begins with '- clause:'")
    return tuple(validated(LevelCase, item, path, (index,)) for index, item in enumerate(data))
