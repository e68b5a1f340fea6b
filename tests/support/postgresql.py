#!/usr/bin/env python3
"""A PostgreSQL for tests, in a folder of its own, heard on a socket in that folder alone; gone when the test is over.

usage: postgresql.py COMMAND...   runs COMMAND with the address of an empty database in EARSHOT_TEST_POSTGRESQL

PostgreSQL refuses to run as root: as root it runs as the user that Debian's package makes.
"""

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

USER = "postgres"


class PostgreSQL:
    """Leaving the `with` ends it. `url` leads to the empty database."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="earshot-pg-")
        self.url = f"postgresql://{USER}@{urllib.parse.quote(self.folder, safe='')}/postgres"
        if os.geteuid() == 0:
            owner = pwd.getpwnam(USER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.data = os.path.join(self.folder, "data")
        self._run("initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        # fsync is for a computer that loses its power, which no test does.
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._run("pg_ctl", "-D", self.data, "-o", settings, "-l", os.path.join(self.folder, "log"), "-w", "start")
        return self

    def __exit__(self, *_):
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _run(name, *arguments):
        program = _program(name)
        command = ["runuser", "-u", USER, "--", program] if os.geteuid() == 0 else [program]
        done = subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/")
        if done.returncode != 0:
            sys.exit(f"{name} failed:\n{done.stdout}{done.stderr}")


def _program(name):
    """Debian keeps each version's programs in a folder of its own, outside the path."""
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}")) or [shutil.which(name)]
    if not found[-1]:
        sys.exit(f"{name} is missing: scripts/setup installs PostgreSQL")
    return found[-1]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with PostgreSQL() as database:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "EARSHOT_TEST_POSTGRESQL": database.url}).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
