"""LateBinding: fill the holes of a template with values that only AWS knows, and compose the result.

Crossplane's function-python runs this file afresh on every look at a LateBinding and calls ``compose``, the last
function. It needs nothing but the standard library and ``crossplane.function``. The compiler shares the part that
fills and checks. States and what to do in each: docs/late-binding.md.

The rule behind all of it: Crossplane deletes whatever a run leaves out. So a run either states every composed object,
or it is fatal, which changes nothing.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from crossplane.function.proto.v1 import run_function_pb2 as fnv1

Object = dict[str, Any]
Node = Any  # a map, list or scalar, as JSON has them

ALLOWED = (
    ("eks.aws.m.upbound.io/v1beta1", "Cluster"),
    ("eks.aws.m.upbound.io/v1beta1", "NodeGroup"),
    ("iam.aws.m.upbound.io/v1beta1", "OpenIDConnectProvider"),
    ("iam.aws.m.upbound.io/v1beta1", "Policy"),
    ("iam.aws.m.upbound.io/v1beta1", "Role"),
    ("v1", "Secret"),
)
METADATA = {"annotations", "labels", "name"}

# A name holds no ":", so IAM's own variables, ${aws:username} or ${aws:PrincipalTag/team}, are never holes.
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
HOLE = re.compile(rf"\$\{{({NAME.pattern})\}}")
IAM_VARIABLE = re.compile(r"\$\{(?:[A-Za-z0-9-]+:[^{}]+|[*?$])\}")
SOURCE = re.compile(r"[a-z0-9]+\.aws\.m\.upbound\.io/v1beta1")
FIELD_PATH = re.compile(r"status\.atProvider(?:\.[A-Za-z][A-Za-z0-9]*(?:\[[0-9]+\])*)+")

# What ARNs, URLs, ids and base64 are made of. No quote, backslash, brace or wildcard: inside a longer text a value can
# neither leave its JSON string nor widen an IAM policy.
EMBEDDABLE = re.compile(r"[A-Za-z0-9+=,.@_:/-]+")
LONGEST_VALUE = 4096  # characters; a cluster's CA has about 1,500

WAITING_SECONDS = 15
SETTLED_SECONDS = 60
TARGET = "/target"  # not a name, so no source can stand in its place


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """The LateBinding or a value is unacceptable: nothing is changed, and the text says why."""


# --- Holes -----------------------------------------------------------------------------------------------------------


def strings(node: Node) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path and text of every string value, sorted, for protobuf's maps come in random order."""
    left: list[tuple[tuple[str, ...], Node]] = [((), node)]
    while left:
        path, value = left.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            left += [((*path, key), value[key]) for key in sorted(value, reverse=True)]
        elif isinstance(value, list):
            left += [((*path, str(index)), value[index]) for index in reversed(range(len(value)))]


def keys(node: Node) -> set[str]:
    """Return every key of every map."""
    found: set[str] = set()
    left: list[Node] = [node]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            found.update(value)
            left += value.values()
        elif isinstance(value, list):
            left += value
    return found


def holes(node: Node) -> set[str]:
    """Return the names of the holes in the string values."""
    return {name for _, text in strings(node) if "${" in text for name in HOLE.findall(text)}


def fill(node: Node, values: Mapping[str, str]) -> Node:
    """Return the node with its holes filled.

    Raises:
        Refused: a value may not stand where its hole is.

    """
    if isinstance(node, dict):
        return {key: fill(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [fill(value, values) for value in node]
    if not isinstance(node, str) or "${" not in node:
        return node
    whole = HOLE.fullmatch(node)
    for name in HOLE.findall(node):
        value = values[name]
        if not 0 < len(value) <= LONGEST_VALUE or not value.isprintable() or HOLE.search(value):
            raise Refused(f"value {name}: empty, longer than {LONGEST_VALUE} characters, unprintable, or itself a hole")
        if not whole and not EMBEDDABLE.fullmatch(value):
            raise Refused(f"value {name}: within a longer text only letters, digits and + = , . @ _ : / - are allowed")
    return HOLE.sub(lambda match: values[match.group(1)], node)


def render(template: Object, values: Mapping[str, str]) -> Object:
    """Return the object to compose.

    Raises:
        Refused: a value may not stand where its hole is.

    """
    return encoded(fill(template, values))


def encoded(filled: Object) -> Object:
    """Return the object with a Secret's stringData as base64 data.

    Server-side apply would never remove what came by way of stringData.
    """
    if filled["kind"] != "Secret" or "stringData" not in filled:
        return filled
    data = {key: base64.b64encode(text.encode()).decode() for key, text in filled["stringData"].items()}
    kept = {key: value for key, value in filled.items() if key != "stringData"}
    return {**kept, "data": {**filled.get("data", {}), **data}}


# --- What is refused -------------------------------------------------------------------------------------------------


def faults(spec: Object, namespace: str) -> list[str]:
    """Return all that makes a LateBinding's spec unacceptable in this namespace, as texts."""
    return [*template_faults(spec["template"]), *hole_faults(spec), *source_faults(spec, namespace)]


def template_faults(template: Object) -> Iterator[str]:
    """Yield what is wrong with the template as an object."""
    metadata = template.get("metadata", {})
    kind = (template.get("apiVersion"), template.get("kind"))
    if kind not in ALLOWED:
        yield f"template: {kind[1]} of {kind[0]} may not be late bound"
    if not metadata.get("name"):
        yield "template: metadata.name is missing"
    if "namespace" in metadata:
        yield "template: metadata.namespace is not allowed, the object lives in the LateBinding's namespace"
    if others := sorted(set(metadata) - METADATA - {"namespace"}):
        yield f"template: metadata.{', metadata.'.join(others)} not allowed"
    if "status" in template:
        yield "template: status is not allowed"


def hole_faults(spec: Object) -> Iterator[str]:
    """Yield holes that are misplaced, misspelt, undeclared or unused."""
    template, declared = spec["template"], set(spec["values"])
    for key in sorted(keys(template)):
        if "${" in key:
            yield f"hole in the key {key}"
    marked = [(path, text) for path, text in strings(template) if "${" in text]
    for path, text in marked:
        where = ".".join(path)
        fixed = path[0] in ("apiVersion", "kind", "data") or path[:2] in (("metadata", "name"), ("metadata", "labels"))
        if fixed:
            yield f"hole in {where}, where none is filled" + (": use stringData" if path[0] == "data" else "")
        elif "${" in IAM_VARIABLE.sub(" ", HOLE.sub(" ", text)):
            yield f"{where}: ${{ is neither a hole, ${{name}}, nor an IAM policy variable, ${{aws:username}}"
    used = {name for _, text in marked for name in HOLE.findall(text)}
    for name in sorted(used - declared):
        yield f"hole {name} is not declared in values"
    for name in sorted(declared - used):
        yield f"value {name} is not used in the template"


def source_faults(spec: Object, namespace: str) -> Iterator[str]:
    """Yield sources and field paths that may not be read."""
    template, sources = spec["template"], spec["sources"]
    own = (template.get("apiVersion"), template.get("kind"), namespace, template.get("metadata", {}).get("name"))
    for name, source in sorted(sources.items()):
        if not NAME.fullmatch(name):
            yield f"source {name}: a name has letters and digits only, and starts with a letter"
        if not SOURCE.fullmatch(source["apiVersion"]):
            yield f"source {name}: {source['apiVersion']} is not an AWS managed resource, *.aws.m.upbound.io/v1beta1"
        if (source["apiVersion"], source["kind"], source.get("namespace", namespace), source["name"]) == own:
            yield f"source {name}: the object would wait for itself"
    for name, value in sorted(spec["values"].items()):
        if value["source"] not in sources:
            yield f"value {name}: there is no source {value['source']}"
        if not FIELD_PATH.fullmatch(value["fieldPath"]):
            yield f"value {name}: fieldPath {value['fieldPath']} is not below status.atProvider"
    for name in sorted(set(sources) - {value["source"] for value in spec["values"].values()}):
        yield f"source {name} is not used by any value"


# --- Values ----------------------------------------------------------------------------------------------------------


class Values(NamedTuple):
    """The values of one run."""

    known: dict[str, str]  # by hole, ready to fill in
    kept: list[str]  # where known values came from that cannot be read just now
    missing: list[str]  # where values are waited for
    memory: Object  # for status.values: by hole, what was read and where


def read(node: Node, path: str) -> str | None:
    """Return the value at a field path as text; None while the path, or a value there, is missing.

    Raises:
        Refused: the path leads to a map or a list.

    """
    for name, index in re.findall(r"([A-Za-z][A-Za-z0-9]*)|\[([0-9]+)\]", path):
        if isinstance(node, dict):
            node = node.get(name)
        elif isinstance(node, list) and index:
            node = node[int(index)] if int(index) < len(node) else None
        else:
            return None
    if isinstance(node, dict | list):
        raise Refused(f"{path} holds a {'map' if isinstance(node, dict) else 'list'}, not one value")
    if isinstance(node, bool):
        return str(node).lower()
    if isinstance(node, float) and node.is_integer():
        return str(int(node))  # protobuf has no integers: a launch template's version 3 arrives as 3.0
    return None if node is None or node == "" else str(node)


def gather(xr: Object, found: Mapping[str, Object | None]) -> Values:
    """Read every value: from its source, else as kept in status from the same place earlier."""
    spec, memory = xr["spec"], (xr.get("status") or {}).get("values") or {}
    values = Values({}, [], [], {})
    for name, value in sorted(spec["values"].items()):
        source = spec["sources"][value["source"]]
        group, place = source["apiVersion"].partition("/")[0], source.get("namespace", xr["metadata"]["namespace"])
        origin = f"{source['kind']}.{group} {place}/{source['name']} {value['fieldPath']}"
        text = read(found[value["source"]], value["fieldPath"])
        if text is None and memory.get(name, {}).get("origin") == origin:
            text = memory[name]["value"]
            values.kept.append(origin)
        if text is None:
            values.missing.append(origin if found[value["source"]] else f"{origin} (no such object)")
            continue
        values.memory[name] = {"value": text, "origin": origin}
        values.known[name] = text.removeprefix(value.get("trimPrefix", ""))
    return values


# --- The object in the cluster ---------------------------------------------------------------------------------------


def restated(live: Object) -> Object:
    """Return what keeps an object as it is: all of it but what only the server writes."""
    kept = {key: value for key, value in live.items() if key != "status"}
    kept["metadata"] = {key: live["metadata"][key] for key in sorted(METADATA) if key in live["metadata"]}
    return kept


def differing(live: Node, wanted: Node, path: str = "") -> Iterator[str]:
    """Yield the paths of ``wanted`` that the live object lacks; what others added to it does not count."""
    if isinstance(wanted, dict) and isinstance(live, dict):
        for key, value in sorted(wanted.items()):
            yield from differing(live.get(key), value, f"{path}.{key}".lstrip("."))
    elif isinstance(wanted, list) and isinstance(live, list):
        if not all(any(not list(differing(there, one)) for there in live) for one in wanted):
            yield path
    elif live != wanted:
        yield path


def unready(live: Object | None, wanted: Object) -> Iterator[str]:
    """Yield why the object is not yet what the template asks for, working; nothing when it is."""
    if live is None:
        yield "it is being created"
        return
    if "deletionTimestamp" in live["metadata"]:
        yield "it is being deleted"
    if paths := list(differing(live, wanted)):
        yield f"it is being updated in {', '.join(paths[:3])}"
    if live["kind"] == "Secret":  # has no conditions: it is ready when it is there
        return
    conditions = {each["type"]: each for each in (live.get("status") or {}).get("conditions") or []}
    for kind in ("LastAsyncOperation", "Synced"):
        if conditions.get(kind, {}).get("status") == "False":
            yield f"{kind} is False, {said(conditions[kind])}"
    newest = live["metadata"].get("generation", 0)
    if any(conditions.get(kind, {}).get("observedGeneration", newest) < newest for kind in ("Ready", "Synced")):
        yield "the provider has not seen its newest generation yet"
    if "Ready" not in conditions:
        yield "the provider has not looked at it yet"
    elif conditions["Ready"]["status"] != "True":
        yield f"it is not Ready, {said(conditions['Ready'])}"


def said(condition: Object) -> str:
    """Return a condition's reason and message, short enough for a status."""
    return ": ".join(filter(None, (condition.get("reason"), condition.get("message"))))[:500]


# --- The answer ------------------------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What a run says."""

    state: str  # Waiting, Rendered, Bound, Holding or Refused
    message: str  # why
    objects: dict[str, Object]  # all there is to compose, by composition resource name
    ready: bool = False
    values: Values | None = None  # None: no value was read, so status keeps what it has


def ours(xr: Object, rid: str, observed: Mapping[str, Object], target: Object | None) -> Object | None:
    """Return the object as it is in the cluster, if it is ours.

    Ours is what Crossplane observes as composed, and what a LateBinding of this name left behind when it was deleted or
    restored from a backup. Left alone, the garbage collector would take that object together with its lost owner.

    Raises:
        Refused: the template is another object than the one composed, or the object exists and belongs to others.

    """
    if others := sorted(set(observed) - {rid}):
        raise Refused(f"the template became {rid}, but {', '.join(others)} is composed: use a new LateBinding for it")
    if rid in observed or target is None:
        return observed.get(rid)
    references = target["metadata"].get("ownerReferences", [])
    owner = next((each for each in references if each.get("controller")), None)
    if owner is None and xr["spec"].get("adopt"):
        return None
    if owner is None:
        raise Refused(f"{rid} exists and was not made by this LateBinding: set spec.adopt to take it over")
    me = (xr["apiVersion"].partition("/")[0], xr["kind"], xr["metadata"]["name"])
    if (owner["apiVersion"].partition("/")[0], owner["kind"], owner["name"]) != me:
        raise Refused(f"{rid} exists and is controlled by {owner['kind']} {owner['name']}")
    return target


def decide(xr: Object, observed: Mapping[str, Object], found: Mapping[str, Object | None]) -> Answer:
    """Return the answer to what is observed of our object, and found of the sources and of our target.

    Raises:
        Refused: a value may not stand where its hole is, or the object is not ours to compose.

    """
    template = xr["spec"]["template"]
    rid = f"{template['kind']}.{template['metadata']['name']}"
    live, values = ours(xr, rid, observed, found[TARGET]), gather(xr, found)
    if values.missing and live is None:
        return Answer("Waiting", f"waiting for {'; '.join(values.missing)}", {}, ready=False, values=values)
    if values.missing and live is not None:
        wanted, message = restated(live), f"kept as it is, waiting for {'; '.join(values.missing)}"
    else:
        wanted = render(template, values.known)
        message = f"kept the last value of {'; '.join(values.kept)}" if values.kept else ""
    reason = next(unready(live, wanted), "")
    state = "Holding" if message else "Rendered" if reason else "Bound"
    texts = (message, f"{rid}: {reason}" if reason else "")
    text = "; ".join(filter(None, texts)) or f"{rid} holds all values and is ready"
    return Answer(state, text, {rid: wanted}, ready=not reason, values=values)


def lookups(spec: Object) -> Object:
    """Return what to fetch, the same in every round: the sources, and whatever has our object's name already."""
    template = spec["template"]
    target = {"apiVersion": template["apiVersion"], "kind": template["kind"], "name": template["metadata"]["name"]}
    return {**spec["sources"], TARGET: target}


def write(answer: Answer, rsp: "fnv1.RunFunctionResponse") -> None:
    """Write an answer as Crossplane reads it."""
    # The SDK is imported where it is used, so that the compiler can share the rest without it.
    from crossplane.function import resource, response  # noqa: PLC0415
    from crossplane.function.proto.v1 import run_function_pb2 as fnv1  # noqa: PLC0415

    # The state is the reason of a condition and not a field of status, because a fatal answer writes no status.
    condition = {"type": "Bound", "reason": answer.state, "message": answer.message[:2000]}
    truth = fnv1.STATUS_CONDITION_TRUE if answer.state == "Bound" else fnv1.STATUS_CONDITION_FALSE
    rsp.conditions.add(**condition, status=truth, target=fnv1.TARGET_COMPOSITE)
    if answer.state == "Refused":
        response.fatal(rsp, f"refused: {answer.message}")
        return
    for rid, each in answer.objects.items():
        resource.update(rsp.desired.resources[rid], each)
        rsp.desired.resources[rid].ready = fnv1.READY_TRUE if answer.ready else fnv1.READY_FALSE
    if not answer.objects:
        rsp.desired.composite.ready = fnv1.READY_FALSE  # with nothing composed Crossplane would call it ready
    missing = answer.values.missing if answer.values else []
    waits = missing or answer.state == "Waiting"
    rsp.meta.ttl.seconds = WAITING_SECONDS if waits else SETTLED_SECONDS
    if answer.values:
        status = {"waitingFor": missing, "values": answer.values.memory}
        resource.update_status(rsp.desired.composite, status)


def compose(req: "fnv1.RunFunctionRequest", rsp: "fnv1.RunFunctionResponse") -> None:
    """Answer Crossplane: ask for the sources, and decide when they were looked up."""
    from crossplane.function import request, resource, response  # noqa: PLC0415

    xr = resource.struct_to_dict(req.observed.composite.resource)
    observed = {key: resource.struct_to_dict(each.resource) for key, each in req.observed.resources.items()}
    spec, own = xr["spec"], xr["metadata"]["namespace"]
    try:
        if refused := faults(spec, own):
            raise Refused("; ".join(refused))
        asked = lookups(spec)
        for name, each in asked.items():
            kind = (each["apiVersion"], each["kind"])
            place = each.get("namespace", own)
            response.require_resources(rsp, name, *kind, match_name=each["name"], namespace=place)
        if all(name in req.required_resources for name in asked):
            answer = decide(xr, observed, {name: request.get_required_resource(req, name) for name in asked})
        else:  # Crossplane looks nothing up before it was asked: it comes back at once with what it found.
            answer = Answer("Waiting", "looking up", {key: restated(live) for key, live in observed.items()})
    except Refused as refused:
        answer = Answer("Refused", str(refused), {})
    write(answer, rsp)
