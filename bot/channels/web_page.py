"""The page of the web chat: fixed files, the same for everybody."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).with_name("page")
FILES = {path.name: path for path in PAGE.iterdir()} if PAGE.exists() else {}


def routes(*paths: str) -> tuple[web.RouteDef, ...]:
    """The page itself at ``paths``, and what it is made of."""
    return (*(web.get(path, _page) for path in paths), web.get("/page/{name}", _static))


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _static(request: web.Request) -> web.FileResponse:
    path = FILES.get(request.match_info["name"])
    if path is None:
        raise web.HTTPNotFound
    return web.FileResponse(path)
