"""On PYTHONPATH, gives every Python process that imports flows.workshop fake engines: flow runs start as processes."""

import importlib.abc
import importlib.util
import os
import pathlib
import socket
import sys


class FakeModels(importlib.abc.MetaPathFinder):
    """Lets flows.workshop load as usual, then puts the fakes in."""

    def find_spec(self, name, path=None, target=None):
        if name != "flows.workshop":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_patch(module):
            load(module)
            from tests.flows import fakery

            module.open_workshop, module.open_deciders = fakery.open_workshop, fakery.open_deciders

        spec.loader.exec_module = load_and_patch
        return spec


def watch_network(log):
    """Write down every connection that leaves the machine, of whatever process, and refuse it."""
    connect = socket.socket.connect

    def watched(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            with pathlib.Path(log).open("a") as file:
                file.write(f"{os.getpid()} {sys.argv[:3]} {address}\n")
            raise ConnectionRefusedError(address)
        return connect(self, address)

    socket.socket.connect = watched


if os.environ.get("ZHBRIEF_FAKE_NETWORK"):
    watch_network(os.environ["ZHBRIEF_FAKE_NETWORK"])
if os.environ.get("ZHBRIEF_FAKE_MODELS"):
    sys.meta_path.insert(0, FakeModels())
