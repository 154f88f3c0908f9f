"""S3's own requests, signed by hand.

    s3.py list PREFIX        keys that begin so, with their sizes
    s3.py uploads PREFIX     uploads in parts that nobody has completed
    s3.py get KEY
    s3.py rename FROM TO     what a rename of a folder is: a copy and a deletion for each key
    s3.py delete PREFIX      keys and open uploads
"""

import datetime
import hashlib
import hmac
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as xml

HOST, REGION, BUCKET = "s3.storage.svc.cluster.local:7070", "us-east-1", "workshop-lake"
EMPTY = hashlib.sha256(b"").hexdigest()


def hmac256(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def ask(method: str, key: str = "", query: dict[str, str] | None = None, **more: str) -> bytes:
    """One request, with Signature Version 4."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    path = "/" + BUCKET + ("/" + urllib.parse.quote(key) if key else "")
    asked = "&".join(f"{name}={urllib.parse.quote(value, safe='')}" for name, value in sorted((query or {}).items()))
    headers = {"host": HOST, "x-amz-content-sha256": EMPTY, "x-amz-date": now}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    scope = f"{now[:8]}/{REGION}/s3/aws4_request"
    request = hashlib.sha256("\n".join([method, path, asked, lines, names, EMPTY]).encode()).hexdigest()
    signing = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in scope.split("/"):
        signing = hmac256(signing, part)
    signature = hmac256(signing, "\n".join(["AWS4-HMAC-SHA256", now, scope, request])).hex()
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    url = f"http://{HOST}{path}" + (f"?{asked}" if asked else "")
    try:
        return urllib.request.urlopen(urllib.request.Request(url, method=method, headers=headers)).read()
    except urllib.error.HTTPError as error:
        sys.exit(f"{method} {url}: {error.code} {error.read().decode()}")


def found(answer: bytes, kind: str, *fields: str) -> list[tuple[str, ...]]:
    """Fields of the elements of a kind, whatever namespace they are in."""
    return [
        tuple(one.findtext(f"{{*}}{field}", "") for field in fields)
        for one in xml.fromstring(answer).iter()
        if one.tag.rsplit("}")[-1] == kind
    ]


def objects(prefix: str) -> list[tuple[str, ...]]:
    return found(ask("GET", query={"list-type": "2", "prefix": prefix}), "Contents", "Key", "Size")


def uploads(prefix: str) -> list[tuple[str, ...]]:
    every = found(ask("GET", query={"uploads": "", "prefix": prefix}), "Upload", "Key", "UploadId")
    return [one for one in every if one[0].startswith(prefix)]


def main(verb: str, first: str, second: str = "") -> None:
    if verb == "list":
        for key, size in objects(first):
            print(f"{key} {size}")
    elif verb == "uploads":
        for key, upload in uploads(first):
            print(f"{key} {upload}")
    elif verb == "get":
        sys.stdout.buffer.write(ask("GET", first))
    elif verb == "rename":
        # Keys that end with a slash are how some programs remember an empty folder. They hold nothing to copy.
        for key, _ in sorted(objects(first), reverse=True):
            if not key.endswith("/"):
                to = second + key[len(first) :]
                ask("PUT", to, x_amz_copy_source=f"/{BUCKET}/{urllib.parse.quote(key)}")
                print(f"PUT {to}, a copy of {key}")
            ask("DELETE", key)
            print(f"DELETE {key}")
    elif verb == "delete":
        # What lies in a folder before the folder, where a server keeps one as an object.
        for key, _ in sorted(objects(first), reverse=True):
            ask("DELETE", key)
        for key, upload in uploads(first):
            ask("DELETE", key, query={"uploadId": upload})
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
