"""Puts S3A's jars beside Spark's own, and checks the outcome.

    jars.py merge FROM INTO        adds the jars of FROM that INTO does not have, none twice
    jars.py prune JARS MACHINE     takes out what cannot run on Linux on MACHINE (as `uname -m` says it)
    jars.py missing REPORT KNOWN   reads `jdeps --missing-deps` and refuses a class that KNOWN does not list
    jars.py configuration JARS     refuses a jar with a file that folders of configuration have, which go after the jars
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

NATIVE = (".so", ".dll", ".dylib", ".jnilib", ".a")
OTHER_SYSTEMS = {
    "aix", "android", "darwin", "freebsd", "mac", "macosx", "osx", "solaris", "sunos",
    "win", "win32", "win64", "windows", "windows32", "windows64",
}  # fmt: skip
OTHER_PROCESSORS = {
    "arm", "armhf", "armv6", "armv7", "i386", "i686", "linux32", "loongarch64", "mips64", "ppc", "ppc64", "ppc64le",
    "riscv64", "s390x", "sparc", "x86",
}  # fmt: skip
PROCESSORS = {"x86_64": {"amd64", "linux64"}, "aarch64": {"aarch64", "arm64"}}

# Of no use in a pod: Spark's other cluster manager, and the Scala shell of a Spark Connect client, which is for a desk.
NOT_FOR_KUBERNETES = ("spark-yarn_*.jar", "connect-repl")

# What Spark, Hadoop and Log4j look for on the class path by name.
CONFIGURATION = re.compile(r"(log4j2?\.(properties|xml|ya?ml|jso?n)|metrics\.properties|fairscheduler\.xml|spark\.properties|[^/]+-site\.xml)")


class Refused(Exception):
    """The jars do not make a set that can be trusted."""


def artifact(jar: str) -> tuple[str, tuple[int, ...]]:
    """Name and version of a jar: ("httpclient", (4, 5, 14)) of httpclient-4.5.14.jar."""
    name, version = re.fullmatch(r"(.+?)-(\d.*)\.jar", jar).groups()
    return name, tuple(int(n) for n in re.match(r"\d+(?:\.\d+)*", version).group().split("."))


def classes(jar: Path) -> dict[str, int]:
    """The class files in a jar and their checksums, without the variants for newer Java releases."""
    with ZipFile(jar) as archive:
        files = {f.filename: f.CRC for f in archive.infolist() if f.filename.endswith(".class")}
    return {name: crc for name, crc in files.items() if name != "module-info.class" and not name.startswith("META-INF/")}


def merge(added: Path, jars: Path) -> None:
    """Spark's own copy of an artefact wins. It must not be the older one, or S3A may miss what it was built against."""
    own = dict(artifact(jar.name) for jar in jars.glob("*.jar"))
    origin = {name: (crc, jar.name) for jar in jars.glob("*.jar") for name, crc in classes(jar).items()}
    taken = []
    for jar in sorted(added.glob("*.jar")):
        name, version = artifact(jar.name)
        if name not in own:
            found = classes(jar)
            # The very same class is no conflict: Spark's build puts its empty UnusedStubClass into many jars.
            twice = {origin[c][1] for c, crc in found.items() if c in origin and origin[c][0] != crc}
            if twice:
                raise Refused(f"{jar.name} has other versions of classes in {', '.join(sorted(twice))}")
            origin.update((c, (crc, jar.name)) for c, crc in found.items())
            taken.append(shutil.move(jar, jars / jar.name))
        elif own[name] < version:
            have = ".".join(map(str, own[name]))
            raise Refused(f"{jar.name} is newer than Spark's own {name} {have}: decide in pom.xml which one serves both")
    print(f"{len(taken)} jars added, {sum(j.stat().st_size for j in taken) / 1e6:.0f} MB")


def foreign(library: str, machine: str) -> bool:
    """Whether the path of a native library names another system, another processor or another libc than this image's."""
    path = library.lower().replace("x86_64", "amd64").replace("aarch_64", "aarch64")
    words = set(re.split(r"[^a-z0-9]+", path))
    others = OTHER_SYSTEMS | OTHER_PROCESSORS | {"musl"}
    for name, words_for_it in PROCESSORS.items():
        if name != machine:
            others |= words_for_it
    return not path.endswith(".so") or bool(words & others)


def prune(jars: Path, machine: str) -> None:
    """Takes other platforms' native libraries out of the jars, and jars away that hold nothing else."""
    if machine not in PROCESSORS:
        raise Refused(f"no list of native libraries for {machine}: the image is made for {' and '.join(PROCESSORS)}")
    before = sum(f.stat().st_size for f in jars.rglob("*.jar"))
    for pattern in NOT_FOR_KUBERNETES:
        for path in jars.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for jar in jars.glob("*.jar"):
        with ZipFile(jar) as archive:
            libraries = {n for n in archive.namelist() if n.endswith(NATIVE)}
        others = {n for n in libraries if foreign(n, machine)}
        if others and others == libraries and not classes(jar):
            jar.unlink()
        elif others:
            # zip copies what stays as it is; zipfile would have to compress it again.
            subprocess.run(["zip", "--quiet", "--delete", str(jar), "-@"], input="\n".join(others), text=True, check=True)
    after = sum(f.stat().st_size for f in jars.rglob("*.jar"))
    print(f"{(before - after) / 1e6:.0f} MB taken out, {after / 1e6:.0f} MB left")


def missing(report: str, known: str) -> None:
    """Every class that refers to one that is not there must be known to be out of reach, and every known one be there."""
    found = set(re.findall(r"^\s+(\S+?)(?:\$\S+)?\s+->\s+\S+\s+not found", report, re.MULTILINE))
    listed = {line for line in known.splitlines() if line and not line.startswith("#")}
    if found - listed:
        raise Refused(f"classes that lack something they refer to: {', '.join(sorted(found - listed))}\n{report}")
    if listed - found:
        raise Refused(f"no longer lack anything, take them off the list: {', '.join(sorted(listed - found))}")


def configuration(jars: Path) -> None:
    """Configuration that a jar has would win over that of a folder after it."""
    for jar in sorted(jars.glob("*.jar")):
        with ZipFile(jar) as archive:
            found = sorted(filter(CONFIGURATION.fullmatch, archive.namelist()))
        if found:
            raise Refused(f"{jar.name} has {', '.join(found)}, which would win over a job's own")


def main(command: str, first: str, second: str = "") -> None:
    if command == "merge":
        merge(Path(first), Path(second))
    elif command == "prune":
        prune(Path(first), second)
    elif command == "missing":
        missing(Path(first).read_text(), Path(second).read_text())
    elif command == "configuration":
        configuration(Path(first))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as problem:
        sys.exit(f"jars.py: {problem}")
