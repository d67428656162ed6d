"""A PostgreSQL server of the tests' own, in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

USER = "sirekap"
Command = list[str | Path]


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`: on the PATH, or where Debian keeps them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


class Server:
    """A running server; every test gets a database of its own."""

    def __init__(self, port: int) -> None:
        self._port = port

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self._port}/{database}"

    def fresh(self, template: str = "template1") -> str:
        """The name of a new database, a copy of `template`."""
        name = f"t{uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with self._connect() as connection:
            connection.execute(statement.encode())

    @contextmanager
    def _connect(self) -> Iterator[psycopg.Connection]:
        address = f"postgresql://{USER}@127.0.0.1:{self._port}/postgres"
        connection = psycopg.connect(address, autocommit=True)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def server(bin_folder: Path) -> Iterator[Server]:
    """Start a server that trusts this machine alone; PostgreSQL refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="sirekap-pg-"))
    try:
        data = folder / "data"
        as_nobody = _not_root(folder)
        initdb: Command = [
            bin_folder / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        _run([*as_nobody, *initdb, "--locale=C", "--no-sync"], folder)
        port = _free_port()
        options = (
            f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories= -c fsync=off"
        )
        control: Command = [*as_nobody, bin_folder / "pg_ctl", "-D", data, "-w"]
        _run([*control, "-l", folder / "log", "-o", options, "start"], folder)
        try:
            yield Server(port)
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)


def _not_root(folder: Path) -> list[str]:
    """What to put before a command so that it does not run as root."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _run(command: Command, folder: Path) -> None:
    """Run to the end; the output goes to a file, because the server inherits it."""
    with (folder / "out").open("ab") as out:
        done = subprocess.run(command, cwd=folder, stdout=out, stderr=out, check=False)
    if done.returncode:
        raise RuntimeError((folder / "out").read_text(errors="replace"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
