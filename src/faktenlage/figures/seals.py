"""Seals of release folders: ``SHA256SUMS`` names every file with its checksum, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from faktenlage.errors import PackError

SEAL = "SHA256SUMS"
_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """Checksum of a file of any size, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def seal(folder: Path) -> None:
    """Write down the checksum of every file of a release."""
    lines = [f"{sha256_of(path)}  {path.name}\n" for path in _files(folder)]
    (folder / SEAL).write_text("".join(lines), encoding="ascii", newline="\n")


def check_seal(folder: Path) -> None:
    """Raise PackError for the first file that is not what it was sealed as, or was added, or is missing."""
    sealed = _sealed(folder / SEAL)
    found = {path.name: path for path in _files(folder)}
    for name in sorted(sealed.keys() | found.keys()):
        path = folder / name
        if name not in found:
            raise PackError(path, None, "is missing", "restore the file, or remove the whole release")
        if name not in sealed:
            raise PackError(path, None, "was added after the release was sealed", "remove the file")
        digest = sha256_of(path)
        if digest != sealed[name]:
            problem = f"has changed: sha256 is {digest[:12]}..., sealed as {sealed[name][:12]}..."
            raise PackError(path, None, problem, "restore the file, or add the change as a release of its own")


def _sealed(path: Path) -> dict[str, str]:
    """Name -> checksum; every byte of the seal has to be as it was written."""
    try:
        text = path.read_bytes().decode("ascii")
    except FileNotFoundError:
        raise PackError(path, None, "is missing", "restore it; a release without a seal proves nothing") from None
    except UnicodeDecodeError:
        raise PackError(path, None, "has changed: it is no list of checksums", "restore the file") from None
    sealed = {}
    for number, line in enumerate(text.split("\n")[:-1], 1):
        digest, blanks, name = line[:64], line[64:66], line[66:]
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef") or blanks != "  " or not name:
            raise PackError(path, number, "has changed: it is no checksum with a name", "restore the file")
        sealed[name] = digest
    if text != "".join(f"{digest}  {name}\n" for name, digest in sorted(sealed.items())):
        raise PackError(path, None, "has changed", "restore the file")
    return sealed


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != SEAL)
