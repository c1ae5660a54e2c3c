"""The browser's side of a kernel, over ZeroMQ: it moves controls and sees what comes back."""

import json
import queue
import time
from typing import NamedTuple

from jupyter_client.manager import start_new_kernel

LIMIT = 60  # seconds after which a kernel that says nothing is taken for dead


class Update(NamedTuple):
    """A widget on the page after a message to it."""

    time: float  # when the message came, in seconds
    widget: str
    state: dict  # all of it


class Page:
    """A page with a kernel of its own. ``updates`` are those that came, the oldest first."""

    def __init__(self):
        self.manager, self.client = start_new_kernel()
        self.states, self.updates, self.limit = {}, [], LIMIT

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code):
        """Run a cell; returns what it prints. AssertionError with the traceback if it fails."""
        cell, printed = self.client.execute(code), []
        while True:
            message = self._heard()
            kind, content = message["msg_type"], message["content"]
            self._take(message)
            if message["parent_header"].get("msg_id") != cell:
                continue
            assert kind != "error", "\n".join(content["traceback"])
            if kind == "stream":
                printed.append(content["text"])
            elif kind == "status" and content["execution_state"] == "idle":
                break
        while self.client.get_shell_msg(timeout=self.limit)["parent_header"].get("msg_id") != cell:
            pass
        return "".join(printed)

    def _heard(self):
        """The next message. ipykernel 7 can overlook one of ours until another comes (its issue 1554), so one is sent."""
        for _ in range(self.limit // 2):
            try:
                return self.client.get_iopub_msg(timeout=2)
            except queue.Empty:
                self.client.kernel_info()
        raise TimeoutError(f"the kernel has said nothing for {self.limit} seconds")

    def panel(self, code, name="panel"):
        """The panel that ``code`` makes, under ``name`` in the kernel, as the page knows it."""
        ids = self.run(
            f"import json\n{name} = {code}\n"
            f"parts = {{key: w.comm.comm_id for key, w in {name}.controls.items()}}\n"
            "def buttons(widget):\n"
            "    inside = {k: v for child in getattr(widget, 'children', ()) for k, v in buttons(child).items()}\n"
            "    return inside | ({widget.description: widget.comm.comm_id} if hasattr(widget, 'click') else {})\n"
            f"parts |= buttons({name})\n"
            f"print(json.dumps(parts | {{'image': {name}.image.comm.comm_id, 'words': {name}.words.comm.comm_id,"
            f" 'panel': {name}.comm.comm_id}}))"
        )
        return Shown(self, json.loads(ids))

    def subshell(self):
        """What a message's header needs to reach a new thread of the kernel."""
        control = self.client.control_channel
        control.send(self.client.session.msg("create_subshell_request"))
        return {"subshell_id": control.get_msg(timeout=self.limit)["content"]["subshell_id"]}

    def send(self, widget, data, **header):
        """A message from the page to a widget's kernel side."""
        message = self.client.session.msg("comm_msg", {"comm_id": widget, "data": data})
        message["header"] |= header
        self.client.shell_channel.send(message)

    def listen(self, seconds):
        """Take in all that comes for so many seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            try:
                self._take(self.client.get_iopub_msg(timeout=left))
            except queue.Empty:
                return

    def wait(self, widget):
        """The next update of a widget; that of "display" is what a cell or an Output widget shows."""
        while True:
            known = len(self.updates)
            self._take(self._heard())
            if self.updates[known:] and self.updates[-1].widget == widget:
                return self.updates[-1]

    def _take(self, message):
        now, content = time.perf_counter(), message["content"]
        data = content.get("data", {})
        opened = message["msg_type"] == "comm_open"
        if opened or (message["msg_type"] == "comm_msg" and data.get("method") == "update"):
            widget, state = content["comm_id"], dict(data["state"])
            for path, buffer in zip(data.get("buffer_paths", []), message["buffers"]):
                state[path[0]] = bytes(buffer)
            self.states[widget] = self.states.get(widget, {}) | state
            if not opened:
                self.updates.append(Update(now, widget, self.states[widget]))
        elif message["msg_type"] == "display_data":
            self.updates.append(Update(now, "display", content["data"]))


class Shown:
    """A panel as a page knows it: the names of its parts, and no more."""

    def __init__(self, page, ids):
        self.page, self.ids, self.header, self.first = page, ids, {}, len(page.updates)

    def move(self, control, value):
        """What the browser sends when a control is moved."""
        data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        self.page.send(self.ids[control], data, **self.header)

    def press(self, button):
        """What the browser sends when a button is pressed."""
        self.page.send(self.ids[button], {"method": "custom", "content": {"event": "click"}}, **self.header)

    def drag(self, moves, every=0.005):
        """Call each of ``moves``, ``every`` so many seconds, listening in between; the times of the calls."""
        start, times = time.perf_counter(), []
        for number, move in enumerate(moves):
            self.page.listen(start + number * every - time.perf_counter())
            times.append(time.perf_counter())
            move()
        return times

    def frame(self, control, value):
        """Move a control, wait for the frame: (seconds it took, its update)."""
        start = time.perf_counter()
        self.move(control, value)
        update = self.page.wait(self.ids["image"])
        return update.time - start, update

    @property
    def frames(self):
        """All frames since the panel was made; the state has the PNG as "value" and the sentence as "tooltip"."""
        updates = self.page.updates[self.first :]
        return [update for update in updates if update.widget == self.ids["image"]]

    @property
    def words(self):
        """The words under the picture, as HTML, as they came last."""
        return self.page.states[self.ids["words"]]["value"]

    @property
    def working(self):
        """What long work the panel says it does."""
        return self.page.states[self.ids["panel"]]["working"]
