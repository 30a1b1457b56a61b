"""On PYTHONPATH, gives every Python process that imports flows.workshop fake engines: flow runs start as processes."""

import importlib.abc
import importlib.util
import os
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


if os.environ.get("ZHBRIEF_FAKE_MODELS"):
    sys.meta_path.insert(0, FakeModels())
