#!/usr/bin/env python3
"""Distils AWS's service models into the resource against which Baton checks requests.

Run by hand, where botocore (Apache-2.0) is installed:

    python3 build/models.py [SERVICE ...]

One line for each service, "<target prefix> TAB <JSON>", all of it one gzip file that is the same for the
same models:

    {"id", "version", "protocol", "botocore",
     "errors": {"<type>": <HTTP status>, ...},
     "operations": {"<name>": ["<input shape>", "<error type>", ...], ...},
     "shapes": {"<name>": {...}, ...}}

A shape has "t" (s structure, l list, m map, S text, i integer, L long, d double, f float, b boolean,
T time, B bytes), "min" and "max", "p" (pattern), "e" (enum), "x" (1: its values are shown to nobody).
A structure has "m": {"<member>": "<flags><shape>"}, flags "*" (required) and "!" (shown to nobody);
lists have "of", maps "k" and "v". Only what requests can reach is kept.
"""

import gzip
import json
import pathlib
import re
import sys

import botocore
import botocore.session

SERVICES = ["codepipeline", "codebuild", "ssm", "secretsmanager", "logs"]
TARGET = "server/src/main/resources/dev/baton/api/aws/model/models.gz"
KINDS = {
    "structure": "s", "list": "l", "map": "m", "string": "S", "character": "S", "integer": "i",
    "long": "L", "double": "d", "float": "f", "boolean": "b", "timestamp": "T", "blob": "B",
}
# The models mark few secrets. A value under one of these names may be one, so no message repeats it.
SECRET = re.compile(
    r"secret(?!Id$|Arn$)|(?<!next)token$|password|nonce|credential|passphrase|private|^value$|^defaultValue$"
    r"|^message$|^parameters$|^configuration$|^content$", re.IGNORECASE)


def reached(shapes, roots):
    seen, todo = set(), list(roots)
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        shape = shapes[name]
        todo += [member["shape"] for member in shape.get("members", {}).values()]
        todo += [shape[key]["shape"] for key in ("member", "key", "value") if key in shape]
    return seen


def bound(value):
    return int(value) if value == int(value) else value


def distilled(shape):
    out = {"t": KINDS[shape["type"]]}
    for key in ("min", "max"):
        if key in shape:
            out[key] = bound(shape[key])
    if "pattern" in shape:
        out["p"] = shape["pattern"]
    if "enum" in shape:
        out["e"] = shape["enum"]
    if shape.get("sensitive"):
        out["x"] = 1
    if shape["type"] == "list":
        out["of"] = shape["member"]["shape"]
    if shape["type"] == "map":
        out["k"], out["v"] = shape["key"]["shape"], shape["value"]["shape"]
    if shape["type"] == "structure":
        required = set(shape.get("required", []))
        out["m"] = {
            name: ("*" if name in required else "") + ("!" if SECRET.search(name) else "")
            + member["shape"]
            for name, member in shape["members"].items()
        }
    return out


def service(loader, name):
    model = loader.load_service_model(name, "service-2")
    shapes, meta = model["shapes"], model["metadata"]
    kept = reached(shapes, [o["input"]["shape"] for o in model["operations"].values() if "input" in o])
    kinds = {}
    errors = {}
    for shape_name, shape in shapes.items():
        if shape.get("exception"):
            error = shape.get("error", {})
            kinds[shape_name] = error.get("code", shape_name)
            errors[kinds[shape_name]] = error.get("httpStatusCode", 400)
    operations = {
        op_name: [op.get("input", {}).get("shape", "")]
        + [kinds[e["shape"]] for e in op.get("errors", [])]
        for op_name, op in sorted(model["operations"].items())
    }
    document = {
        "id": name, "version": meta["apiVersion"], "protocol": meta["protocol"],
        "botocore": botocore.__version__, "errors": dict(sorted(errors.items())),
        "operations": operations,
        "shapes": {shape: distilled(shapes[shape]) for shape in sorted(kept)},
    }
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=True)
    return meta.get("targetPrefix", name) + "\t" + text + "\n"


def main():
    loader = botocore.session.get_session().get_component("data_loader")
    text = "".join(service(loader, name) for name in (sys.argv[1:] or SERVICES))
    target = pathlib.Path(__file__).resolve().parent.parent / TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    # No time and no name in the header: the same models give the same bytes.
    target.write_bytes(gzip.compress(text.encode("ascii"), compresslevel=9, mtime=0))
    print(f"{TARGET}: {len(text)} characters, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
