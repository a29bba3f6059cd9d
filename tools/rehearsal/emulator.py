"""An emulated AWS on the loopback address: started on a free port, over TLS, enforcing IAM; stopped at the end."""
from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Optional

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

ACCOUNT = "111122223333"
MUMBAI = "ap-south-1"
HYDERABAD = "ap-south-2"


class Credentials(NamedTuple):
    """An access key; the token belongs to a session of a role."""

    key: str
    secret: str
    token: Optional[str] = None


# An account number for a key is the account's root user, to this emulator.
ROOT = Credentials(ACCOUNT, "test")


def certificate(directory: Path) -> tuple[Path, Path]:
    """A certificate for the loopback address and its key, made once a rehearsal."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = directory / "loopback.crt", directory / "loopback.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=rehearsal", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
         "-out", str(paths[0]), "-keyout", str(paths[1])],
        check=True, capture_output=True)
    return paths


_TRIES = 5
_given: set[int] = set()
_giving = threading.Lock()


def _free_port() -> int:
    """A port that nobody listens on; never the same twice, or two accounts that start together would share one emulator."""
    with _giving:
        while True:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = int(probe.getsockname()[1])
            if port not in _given:
                _given.add(port)
                return port


class Emulator:
    """One emulated account, empty at the start. Use it with ``with``."""

    def __init__(self, directory: Path, tls: tuple[Path, Path]) -> None:
        self._directory = directory
        self._tls = tls
        self._port = 0
        self._process: Optional[subprocess.Popen[bytes]] = None

    @property
    def endpoint(self) -> str:
        return f"https://127.0.0.1:{self._port}"

    def __enter__(self) -> "Emulator":
        self._directory.mkdir(parents=True, exist_ok=True)
        # Between the choice of a port and its use some other program may take it; then the emulator ends at once.
        for _ in range(_TRIES):
            self._port = _free_port()
            if self._started():
                return self
        raise RuntimeError(f"the emulator did not start; see {self._directory / 'emulator.log'}")

    def _started(self) -> bool:
        """Starts it and waits until it answers; False where it ended by itself."""
        settings = {
            "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(self._port), "MINISTACK_HOST": "localhost",
            "MINISTACK_REGION": MUMBAI, "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "AUTH": "true", "USE_SSL": "1", "MINISTACK_SSL_CERT": str(self._tls[0]), "MINISTACK_SSL_KEY": str(self._tls[1]),
            "SFTP_ENABLED": "0", "IOT_MTLS_ENABLED": "0", "LOG_LEVEL": "WARNING",
            "S3_DATA_DIR": str(self._directory / "s3"), "TMPDIR": str(self._directory),
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": ROOT.secret,
        }
        with open(self._directory / "emulator.log", "wb") as log:
            self._process = subprocess.Popen([sys.executable, "-m", "ministack"], env={**_neutral(), **settings},
                                             stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 60
        while not (self._listens() and self._answers()):
            if self._process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise RuntimeError(f"the emulator did not answer; see {self._directory / 'emulator.log'}")
            time.sleep(0.05)
        return True

    def __exit__(self, kind: Optional[type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0

    def _answers(self) -> bool:
        """Its first answer takes long on a busy machine, and the command line takes a slow one for no credentials."""
        try:
            return self.client("sts").get_caller_identity()["Account"] == ACCOUNT
        except (BotoCoreError, ClientError):
            return False

    def shell(self) -> dict[str, str]:
        """The environment of a person who is signed in as an administrator of the emulated account."""
        return {
            **_neutral(),
            # The aws command of the pinned environment, for a program that looks for one.
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
            "AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": ROOT.key, "AWS_SECRET_ACCESS_KEY": ROOT.secret,
            "AWS_REGION": MUMBAI, "AWS_DEFAULT_REGION": MUMBAI, "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
            "AWS_CA_BUNDLE": str(self._tls[0]), "NODE_EXTRA_CA_CERTS": str(self._tls[0]),
            "CDK_HOME": str(self._directory / "cdk"), "CDK_DISABLE_CLI_TELEMETRY": "1", "NO_COLOR": "1",
            "NODE_NO_WARNINGS": "1", "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
        }

    def client(self, service: str, region: str = MUMBAI, credentials: Credentials = ROOT, **config: Any) -> Any:
        """A client of AWS's SDK for the emulated account."""
        return boto3.client(
            service, region_name=region, endpoint_url=self.endpoint, verify=str(self._tls[0]),
            aws_access_key_id=credentials.key, aws_secret_access_key=credentials.secret,
            aws_session_token=credentials.token,
            config=Config(retries={"max_attempts": 1, "mode": "standard"}, s3={"addressing_style": "path"},
                          max_pool_connections=4, connect_timeout=5, read_timeout=60, **config))


def _neutral() -> dict[str, str]:
    """This machine's environment without anything that speaks to a real account."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_"))}
