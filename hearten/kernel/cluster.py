"""The embedded PostgreSQL of one state folder: made once, run as a child, gone with its parent.

It listens on a Unix socket alone and knows people by their operating system account (peer). As root it runs as
`nobody`, because PostgreSQL refuses root. Whoever holds the file lock is its supervisor; the server inherits the
lock, so that a new supervisor waits until the last process of a dying server is gone.
"""

import fcntl
import os
import pwd
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT, SIGQUIT

import psycopg

from hearten.kernel import cluster_places as places
from hearten.kernel.children import dies_with_parent
from hearten.kernel.cluster_places import MEGABYTE, PORT, home, shared_buffers, socket_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.postgres_binaries import closed_to_others, copied, major_version, server_tree

FIRST_START_NEEDS = 500 * MEGABYTE
LATER_START_NEEDS = 100 * MEGABYTE

# Durable, and silent about what people write: no statement, value or detail of a row ever reaches the log.
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "log_min_messages": "log",  # no errors: "invalid input syntax" quotes the input
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
}


@dataclass
class Cluster:
    """One server and its data. `start` and `stop` belong to the process that holds the lock."""

    state: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    _child: "subprocess.Popen[bytes] | None" = None
    _watcher: "subprocess.Popen[bytes] | None" = None
    _lock: int = -1

    @property
    def home(self) -> Path:
        return home(self.state)

    def conninfo(self, database: str = "postgres") -> str:
        """How this operating system user reaches a database of the server as its superuser."""
        folder = str(socket_folder(self.state))
        return psycopg.conninfo.make_conninfo(host=folder, port=PORT, user="postgres", dbname=database)

    def take(self) -> bool:
        """Become the supervisor, if no other process is; False means that a server runs, starts or stops."""
        self._make_folders()
        self._lock = os.open(self.state / "database.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._let_go()
            return False
        return True

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        try:
            psycopg.connect(self.conninfo(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self, patience: float = 300) -> None:
        """Make the data folder if there is none, start the server, and wait until it answers.

        Recovery after a power cut may take a while, hence the patience. Raises Complaint when it cannot start.
        """
        try:
            tree = self._runnable_tree()
            data = self._data_folder(tree)
            places.clear_after_crash(data, socket_folder(self.state) / f".s.PGSQL.{PORT}.lock")
            self._child = self._spawn([str(tree / "bin" / "postgres"), "-D", str(data), *self._options()])
            self._watch()
            self._wait(self._child, time.monotonic() + patience)
        except BaseException:
            self.stop()
            raise

    def _wait(self, child: "subprocess.Popen[bytes]", deadline: float) -> None:
        while not self.answers():
            if child.poll() is not None or time.monotonic() > deadline:
                raise Complaint(f"PostgreSQL did not start; its reasons are in {self._log}: read its last lines.")
            time.sleep(0.02)

    @property
    def died(self) -> bool:
        """Whether the server that this process started ended by itself, as after a kill -9."""
        return self._child is not None and self._child.poll() is not None

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, everything committed is on disk."""
        if self._watcher:
            self._watcher.kill()
            self._watcher.wait()
        if self._child:
            self._child.send_signal(SIGINT)
            try:
                self._child.wait(60)
            except subprocess.TimeoutExpired:
                self._child.send_signal(SIGQUIT)
                self._child.wait()
        self._child = self._watcher = None
        self._let_go()

    def _let_go(self) -> None:
        os.close(self._lock)
        self._lock = -1

    @property
    def _log(self) -> Path:
        return self.state / "database.log"

    @property
    def _server_user(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        except KeyError:
            raise Complaint(
                "PostgreSQL needs an account with a name: run hearten as a user that `getent passwd` lists."
            ) from None

    def _give(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, self._server_user.pw_uid, self._server_user.pw_gid)

    def _make_folders(self) -> None:
        try:
            self.state.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._log.touch(mode=0o600)
        except OSError as error:
            raise Complaint(
                f"hearten cannot write to {self.state} ({error.strerror}): "
                "choose another folder with HEARTEN_STATE=/a/folder/of/yours."
            ) from None
        if os.getuid() == 0:  # The server's user passes through, and can list nothing.
            self.home.chmod(self.home.stat().st_mode | 0o011)

    def _make_socket_folder(self) -> Path:
        folder = socket_folder(self.state)
        try:
            folder.mkdir(mode=0o700)
            self._give(folder)
        except FileExistsError:
            pass
        found = folder.lstat()
        # In /tmp anyone may have been there first.
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self._server_user.pw_uid:
            raise Complaint(f"{folder} belongs to someone else: remove it with `sudo rm -r {folder}`.")
        folder.chmod(0o700)
        return folder

    def _runnable_tree(self) -> Path:
        tree = server_tree()
        closed = os.getuid() == 0 and closed_to_others(tree / "bin" / "postgres")
        return copied(tree, self.home) if closed else tree

    def _data_folder(self, tree: Path) -> Path:
        data = self.home / f"pg{major_version(tree)}"
        places.refuse_full_disk(self.home, FIRST_START_NEEDS if not data.exists() else LATER_START_NEEDS)
        if not data.exists():
            self._refuse_other_major(data)
            self._initdb(tree, data)
        return data

    def _refuse_other_major(self, data: Path) -> None:
        for other in self.home.glob("pg[0-9]*"):
            if other.suffix != ".new":
                raise Complaint(
                    f"{other} was made by another version of PostgreSQL than {data.name}: install the former version, "
                    f"run `hearten backup OUT`, move {other} away, and run `hearten restore OUT` with this one."
                )

    def _initdb(self, tree: Path, data: Path) -> None:
        """Make the data folder under another name first: a half-made one is never taken for a whole one."""
        fresh = data.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self._give(fresh)
        command = [str(tree / "bin" / "initdb"), "-D", str(fresh), "-U", "postgres", "--auth-local=peer"]
        command += ["--auth-host=reject", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions"]
        if self._spawn(command).wait() != 0:
            raise Complaint(f"PostgreSQL could not make {data}; its reasons are in {self._log}: read its last lines.")
        fresh.rename(data)

    def _options(self) -> list[str]:
        """Configuration on the command line: what runs is what this file says, whatever the data folder holds."""
        account = pwd.getpwuid(os.getuid()).pw_name
        # These lie beside the data, not in it: the server's user must not be able to change who may come in.
        hba, ident = self.home / "pg_hba.conf", self.home / "pg_ident.conf"
        hba.write_text("local all all peer map=hearten\n")
        ident.write_text(f'hearten "{account}" postgres\nhearten "{account}" /^hearten_[a-z_]+$\n')
        hba.chmod(0o644)
        ident.chmod(0o644)
        files = {"hba_file": str(hba), "ident_file": str(ident)}
        sockets = {"unix_socket_directories": f'"{self._make_socket_folder()}"', "shared_buffers": shared_buffers()}
        everything = SETTINGS | files | sockets | dict(self.settings)
        return [part for name, value in everything.items() for part in ("-c", f"{name}={value}")]

    def _spawn(self, command: list[str]) -> "subprocess.Popen[bytes]":
        """Run a program of the server, as its user, in a process group that Ctrl-C does not reach."""
        dropped = self._server_user if os.getuid() == 0 else None
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
                process_group=0,
                pass_fds=[self._lock],
                preexec_fn=dies_with_parent(SIGINT),
                user=dropped.pw_uid if dropped else None,
                group=dropped.pw_gid if dropped else None,
                extra_groups=[] if dropped else None,
            )

    def _watch(self) -> None:
        """Where no kernel tells the server that its parent died, a shell waits for our end of a pipe to close."""
        if sys.platform != "linux" and self._child:
            script = ["/bin/sh", "-c", 'read -r _; kill -INT "$0"', str(self._child.pid)]
            self._watcher = subprocess.Popen(script, stdin=subprocess.PIPE, process_group=0)
