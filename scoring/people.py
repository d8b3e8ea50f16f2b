"""People of a campaign: their roles, what they were invited to, who stands for which unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.facts import InvitationAccepted, Record, RoleName, Scope


class Role(Record):
    """What a person may do, and what that is limited to; officers and leaders have a unit."""

    name: RoleName
    unit: str = ""
    scope: Scope = Scope()


class Person(Record):
    """Somebody who has joined. ``chats`` are ``channel:address``, the latest last."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    chats: tuple[str, ...] = ()

    def has(self, role: RoleName) -> bool:
        """Whether the person has the role for anything."""
        return any(item.name == role for item in self.roles)

    def held(self, *names: RoleName) -> Iterator[Role]:
        """The person's roles of these names."""
        return (role for role in self.roles if role.name in names)

    def unit(self) -> str:
        """Code of the unit that the person answers or signs for, or an empty text."""
        return next((r.unit for r in self.roles if r.name in ("officer", "leader")), "")


class Invitation(Record):
    """A one-time invitation by its code's hash; ``used_by`` is a person's id once it is taken, ``used_at``
    the ISO time of that.
    """

    code_hash: str
    role: RoleName
    unit: str = ""
    name: str
    expires: str
    scope: Scope = Scope()
    replaces: str = ""
    binds: str = ""
    used_by: str = ""
    used_at: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """These people by the units of their roles, and those who review."""

    people: dict[str, Person]
    by_unit: dict[str, tuple[Person, ...]]
    reviewers: tuple[Person, ...]

    @classmethod
    def of(cls, people: dict[str, Person]) -> Staff:
        """Everybody in the order in which they joined."""
        found: dict[str, list[Person]] = {}
        for person in people.values():
            for unit in dict.fromkeys(role.unit for role in person.roles):
                found.setdefault(unit, []).append(person)
        by_unit = {unit: tuple(staff) for unit, staff in found.items()}
        return cls(people, by_unit, tuple(p for p in people.values() if p.has("reviewer")))


def joined(person: Person | None, fact: InvitationAccepted) -> Person:
    """The person with the chat and the role that the invitation brought; somebody new where None is given."""
    known = person or Person(id=fact.person, name=fact.name)
    chat = f"{fact.channel}:{fact.address}"
    chats = (*(c for c in known.chats if c != chat), chat)
    role = Role(name=fact.role, unit=fact.unit, scope=fact.scope)
    return with_role(known, role).model_copy(update={"chats": chats})


def with_role(person: Person, role: Role) -> Person:
    """The person with the role; one for the same unit is replaced, for its scope may be another."""
    roles = tuple(role if (r.name, r.unit) == (role.name, role.unit) else r for r in person.roles)
    return person.model_copy(update={"roles": roles if role in roles else (*roles, role)})


def without_role(people: dict[str, Person], key: str, role: RoleName, unit: str) -> dict[str, Person]:
    """All people, one of them without the role."""
    if key not in people:
        return people
    left = tuple(r for r in people[key].roles if (r.name, r.unit) != (role, unit))
    return {**people, key: people[key].model_copy(update={"roles": left})}
