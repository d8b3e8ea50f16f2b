"""Errors that the command line expects are one English sentence and exit code 2. Any other is a mistake of
ours, and shows where it happened.
"""

from __future__ import annotations

from typing import Any

import click


class Refusing(click.Group):
    """Commands that end so."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was given."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click ends by itself, and quietly where nobody reads on
        except Exception as error:
            from bot.commands.expected_errors import is_expected  # heavy, and wanted only now

            if is_expected(error):
                raise _Refused(str(error)) from error
            raise


class _Refused(click.ClickException):
    exit_code = 2
