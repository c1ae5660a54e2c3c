"""What a page's Python sends to its page: mime bundles, what is printed, and the messages of widgets."""

from base64 import b64encode

import comm


def encoded(data):
    """A mime bundle with its pictures in base64, as the protocol has them.

    >>> encoded({"text/plain": "a dot", "image/png": b"\\x89PNG"})
    {'text/plain': 'a dot', 'image/png': 'iVBORw=='}
    """
    return {
        kind: b64encode(value).decode() if isinstance(value, bytes) else value for kind, value in data.items()
    }


class PageComm(comm.base_comm.BaseComm):
    """One end of a widget's line; the other is its model in the page."""

    def __init__(self, shell, **keys):
        self.shell = shell
        super().__init__(**keys)

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        # An Output widget is entered ("run") or left ("").
        capture = (data or {}).get("state", {}).get("msg_id")
        content = {"comm_id": self.comm_id, "data": data or {}, **keys}
        self.shell.send(msg_type, content | {"metadata": metadata or {}}, buffers or ())
        if capture:
            self.shell.capturing.append(self.comm_id)
        elif capture == "" and self.comm_id in self.shell.capturing:
            self.shell.capturing.remove(self.comm_id)


class Stream:
    """What is printed, sent on by the line."""

    encoding = "utf-8"

    def __init__(self, shell, name):
        self.shell, self.name, self.waiting = shell, name, ""

    def write(self, text):
        self.waiting += text
        if "\n" in text or "\r" in text:
            self.flush()
        return len(text)

    def flush(self):
        text, self.waiting = self.waiting, ""
        if text:
            self.shell.send("stream", {"name": self.name, "text": text})

    def isatty(self):
        return False

    def writable(self):
        return True
