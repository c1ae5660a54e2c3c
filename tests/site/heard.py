"""What a screen reader finds in a part of a page, in words: a line for each thing, with its role, its name and its value."""

ROLES = {"image": "picture", "textbox": "field", "spinbutton": "field for a number", "combobox": "list"}
# What has no voice of its own, but for what is in it.
SILENT = {"generic", "none", "paragraph", "strong"}
PARTS = {"group", "status", "alert", "table", "row"}  # of the others, the name says what is in them
STATES = {
    "expanded": {True: "open", False: "closed"},
    "pressed": {"true": "pressed"},
    "disabled": {True: "off"},
}


def heard(page, name):
    """The lines of the group of this name, each part indented; without the labels, whose words the controls' names have."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    for node in nodes.values():
        if _text(node, "role") == "slider":
            written = session.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"][
                "attributes"
            ]
            attributes = dict(zip(written[::2], written[1::2]))
            node["value"] = {"value": attributes.get("aria-valuetext", _text(node, "value"))}
    session.detach()
    group = next(
        node for node in nodes.values() if (_text(node, "role"), _text(node, "name")) == ("group", name)
    )
    return list(_lines(nodes, group, 0))


def _text(node, key):
    return str(node.get(key, {}).get("value", "")).strip()


def _lines(nodes, node, depth):
    role = _text(node, "role")
    parts = [nodes[each] for each in node.get("childIds", ()) if each in nodes and role != "LabelText"]
    if node["ignored"] or role in SILENT or role == "LabelText":
        for part in parts:
            yield from _lines(nodes, part, depth)
        return
    inside = [line for part in parts for line in _lines(nodes, part, depth + 1)] if role in PARTS else []
    if inside or role != "status":  # an empty one is not heard
        yield "  " * depth + _line(node, role)
    yield from inside


def _line(node, role):
    name, value, described = (_text(node, key) for key in ("name", "value", "description"))
    if role == "StaticText":
        return name
    states = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    said = [words[states[each]] for each, words in STATES.items() if states.get(each) in words]
    called = [f"“{name}”"] if name else [] if role in PARTS else ["without a name"]
    line = " ".join([ROLES.get(role, role), *called]) + (f": {value}" if value else "")
    return line + "".join(f", {each}" for each in said) + (f" ({described})" if described else "")
