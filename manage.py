#!/usr/bin/env python3
"""Django's own commands, for developers; people use `tsunagu`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from tsunagu.console.database import available

    with available():
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
