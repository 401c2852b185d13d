"""Mail servers on this machine: one that is well-behaved, and one that does whatever a test asks for."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

CERTIFICATES = Path(__file__).parents[1] / "data" / "mail_certificates"
AUTHORITY = CERTIFICATES / "ca.pem"
PATIENCE = 60
"""Seconds after which a test is taken for one that hangs."""


class GoodHost:
    """aiosmtpd on a free port; keeps what it takes, as bytes by recipient."""

    def __init__(self, *, security: str = "none", password: str | None = None, size: int | None = None) -> None:
        self.mails: list[tuple[str, str, bytes]] = []
        self.logins: list[bytes] = []
        context = None
        if security != "none":
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(CERTIFICATES / "server.pem", CERTIFICATES / "server.key")

        def made() -> SMTP:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return SMTP(
                    self,
                    hostname="mail.example.org",
                    data_size_limit=size,
                    authenticator=self._authenticator(password) if password else None,
                    auth_required=password is not None,
                    auth_require_tls=False,
                    tls_context=context if security == "starttls" else None,
                    loop=self._loop,
                )

        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        secret = context if security == "tls" else None
        opened = asyncio.run_coroutine_threadsafe(
            self._loop.create_server(made, "127.0.0.1", 0, ssl=secret), self._loop
        )
        self._server = opened.result(PATIENCE)
        self.port = self._server.sockets[0].getsockname()[1]

    def _authenticator(self, password: str) -> Callable[..., AuthResult]:
        def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
            self.logins.append(data.password)
            return AuthResult(success=data.password == password.encode(), handled=False)

        return check

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails += [(envelope.mail_from, one, envelope.content) for one in envelope.rcpt_tos]
        return "250 OK"

    async def handle_exception(self, error: Exception) -> str:
        return "451 the test's server fails"

    def __enter__(self) -> GoodHost:
        return self

    def __exit__(self, *error: object) -> None:
        async def stop() -> None:
            self._server.close()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(stop(), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


DROP, SILENCE, DRIPS = "drop", "silence", "drips"
Hook = Callable[[str, int], str | None]
"""Asked at each stage, with how often it was reached; returns a reply or one of these, or None for the usual."""


class OddHost:
    """A mail server that speaks plainly, and asks a hook at every stage: hello, helo, mail, rcpt, data, text, dot."""

    def __init__(self, hook: Hook = lambda stage, count: None) -> None:
        self.hook = hook
        self.mails: list[tuple[str, str, bytes]] = []
        self.stages: list[str] = []
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> OddHost:
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines, suppress(OSError):
            client.settimeout(PATIENCE)
            sender = recipient = ""
            if not self._say(client, self._answer("hello") or "220 ready"):
                return
            while line := lines.readline():
                verb = line[:4].decode("ascii", "replace").strip().lower()
                stage = {"ehlo": "helo"}.get(verb, verb)
                if verb == "mail":
                    sender = line.decode().split("<")[1].split(">")[0]
                if verb == "rcpt":
                    recipient = line.decode().split("<")[1].split(">")[0]
                answer = self._answer(stage) or ("354 go on" if verb == "data" else "250 OK")
                if not self._say(client, answer):
                    return
                takes = verb == "data" and answer.startswith("354")
                if verb == "quit" or (takes and not self._take(client, lines, sender, recipient)):
                    return

    def _take(self, client: socket.socket, lines: Any, sender: str, recipient: str) -> bool:
        text = lines.readline()
        if self._answer("text") == DROP:
            return False
        while (line := lines.readline()) != b".\r\n":
            if not line:
                return False
            text += line.removeprefix(b".") if line.startswith(b"..") else line
        answer = self._answer("dot")
        if answer is None or answer.startswith("250") or answer in (DROP, SILENCE):
            self.mails.append((sender, recipient, text))
        return self._say(client, answer or "250 OK")

    def _say(self, client: socket.socket, answer: str) -> bool:
        if answer == SILENCE:
            self._over.wait(PATIENCE)
        while answer == DRIPS and not self._over.wait(0.02):
            client.sendall(b"250-and\r\n")
        if answer in (DROP, SILENCE):
            return False
        client.sendall(answer.encode() + b"\r\n")
        return True

    def _answer(self, stage: str) -> str | None:
        self.stages.append(stage)
        return self.hook(stage, self.stages.count(stage))
