"""Settings from the environment. ``docs/settings.md`` lists them; a test walks both."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

_OWN = frozenset(("api", "chat", "control", "health", "metrics", "moi", "page", "ready"))
"""What the first part of a path leads to already."""
_TOKEN = re.compile(r"[\w:-]+", re.ASCII)


class SettingsError(Exception):
    """A setting is wrong; the message names it."""


class Settings(BaseModel):
    """Everything that an installation can choose. Names in the environment are ``VARIABLES``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    public_url: str = ""
    tls_port: int = Field(default=0, ge=0, le=65535)
    tls_cert: str = ""
    tls_key: str = ""
    file_bytes: int = Field(default=20_000_000, ge=1)
    unit_bytes: int = Field(default=2_000_000_000, ge=1)
    clamd: str = ""
    clamd_down: Literal["accept", "refuse"] = "accept"
    telegram_token: str = ""
    telegram_base_url: str = ""
    telegram_proxy: str = ""
    telegram_webhook: str = ""
    backup_dir: str = ""
    backup_keep: int = Field(default=14, ge=1)
    log: Literal["text", "json"] = "text"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics: Literal["local", "open"] = "local"

    @field_validator("public_url", "telegram_base_url", "telegram_webhook")
    @classmethod
    def _is_page(cls, value: str) -> str:
        return _address(value, "http", "https")

    @field_validator("telegram_proxy")
    @classmethod
    def _is_proxy(cls, value: str) -> str:
        return _address(value, "http", "https", "socks5", "socks5h")

    @field_validator("telegram_webhook")
    @classmethod
    def _is_free(cls, value: str) -> str:
        first = urlsplit(value).path.strip("/").partition("/")[0]
        if first in _OWN:
            raise ValueError(f"/{first} is a page of chamdiem itself; choose another path, like /telegram")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _is_token(cls, value: str) -> str:
        """Without the end of a line: a file from Windows has another one."""
        token = value.strip()
        if token and not _TOKEN.fullmatch(token):
            raise ValueError("this is no token; BotFather gives one like 123456:ABC-DEF…")
        return token

    @field_validator("clamd")
    @classmethod
    def _is_socket(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not value.startswith("unix:/") and not (host and port.isdecimal()):
            raise ValueError(f"{value!r} is no address; write it like unix:/run/clamd.ctl or host:3310")
        return value

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, **given: object) -> Self:
        """Settings from the environment; ``given`` (from the command line) wins. Raises SettingsError."""
        env = os.environ if environment is None else environment
        found: dict[str, object] = {field: env[name] for field, name in VARIABLES.items() if env.get(name)}
        found.update({key: value for key, value in given.items() if value is not None})
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            first = error.errors()[0]
            name = VARIABLES.get(str(first["loc"][0]), str(first["loc"][0]))
            raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from error

    @property
    def web_link(self) -> str:
        """An invitation link to the web chat, with ``{code}`` in it."""
        base = self.public_url.rstrip("/") or f"http://localhost:{self.port}"
        return base + "/moi/{code}"


def _address(value: str, *schemes: str) -> str:
    """The value as it is; raises ValueError where it is no address of one of these schemes."""
    try:
        parts = urlsplit(value)
        known = parts.scheme in schemes and parts.hostname and parts.port != 0  # reading the port checks it
    except ValueError:
        known = False
    if value and (not known or set(value) & set("{} ")):
        raise ValueError(f"{value!r} is no address; write it like {schemes[0]}://host:port")
    return value


VARIABLES = {
    "data": "CHAMDIEM_DATA",
    "host": "CHAMDIEM_HOST",
    "port": "CHAMDIEM_PORT",
    "public_url": "CHAMDIEM_PUBLIC_URL",
    "tls_port": "CHAMDIEM_TLS_PORT",
    "tls_cert": "CHAMDIEM_TLS_CERT",
    "tls_key": "CHAMDIEM_TLS_KEY",
    "file_bytes": "CHAMDIEM_FILE_BYTES",
    "unit_bytes": "CHAMDIEM_UNIT_BYTES",
    "clamd": "CHAMDIEM_CLAMD",
    "clamd_down": "CHAMDIEM_CLAMD_DOWN",
    "telegram_token": "TELEGRAM_TOKEN",
    "telegram_base_url": "TELEGRAM_BASE_URL",
    "telegram_proxy": "TELEGRAM_PROXY",
    "telegram_webhook": "TELEGRAM_WEBHOOK",
    "backup_dir": "CHAMDIEM_BACKUP_DIR",
    "backup_keep": "CHAMDIEM_BACKUP_KEEP",
    "log": "CHAMDIEM_LOG",
    "log_level": "CHAMDIEM_LOG_LEVEL",
    "metrics": "CHAMDIEM_METRICS",
}
