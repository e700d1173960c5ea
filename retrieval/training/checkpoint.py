"""What a training needs to go on where it was stopped, in one file that is swapped when it is whole."""

from __future__ import annotations

from pathlib import Path

import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler


def save(path: Path, model: torch.nn.Module, optimiser: Optimizer, rates: LRScheduler, *, step: int) -> None:
    """Keep the weights, the optimiser's memory, the rates and the step that was reached."""
    state = {"model": model.state_dict(), "step": step}
    state |= {"optimiser": optimiser.state_dict(), "rates": rates.state_dict()}
    aside = path.with_suffix(".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, aside)
    aside.replace(path)


def resume(path: Path, model: torch.nn.Module, optimiser: Optimizer, rates: LRScheduler) -> int:
    """Take up what was kept; returns the step that was reached, 0 where nothing was."""
    if not path.exists():
        return 0
    state = torch.load(path)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    rates.load_state_dict(state["rates"])
    return int(state["step"])
