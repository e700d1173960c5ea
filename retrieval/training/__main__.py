"""Make the embedding models: `static` (minutes), `transfer` (a minute), `contrastive` (an hour), `shrink`.

python -m retrieval.training static      --data FOLDER --english FOLDER --out FOLDER
python -m retrieval.training transfer    --data FOLDER --english FOLDER --out FOLDER [--vocabulary N]
python -m retrieval.training contrastive --data FOLDER --model FOLDER --out FOLDER [--steps N]
python -m retrieval.training shrink      --model FOLDER --out FOLDER [--layers 0,2,5]

--data holds the public data sets that data/model/README.md lists; --english is all-MiniLM-L6-v2 as a folder.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from retrieval.training.alignment import ITERATIONS

console = Console(stderr=True)
app = typer.Typer(add_completion=False, help=__doc__, no_args_is_help=True)

Data = Annotated[Path, typer.Option("--data", exists=True, file_okay=False, help="Folder of the public data sets.")]
English = Annotated[Path, typer.Option("--english", exists=True, file_okay=False, help="all-MiniLM-L6-v2.")]
Model = Annotated[Path, typer.Option("--model", exists=True, file_okay=False, help="Model to go on from.")]
Out = Annotated[Path, typer.Option("--out", file_okay=False, help="Folder to write.")]


def show(progress: Progress, task: TaskID, loss: float) -> None:
    """One step further, with the loss beside the bar."""
    progress.update(task, advance=1, description=f"loss {loss:.3f}")


@app.command()
def static(data: Data, english: English, out: Out, vocabulary: int = 30_000, dimension: int = 256) -> None:
    """Train the static model: transferred word vectors, then questions, passages and BM25's mistakes."""
    import torch
    from sentence_transformers import SentenceTransformer

    from retrieval.training.examples import cut_cloze, read_collection
    from retrieval.training.negatives import Examples
    from retrieval.training.static import StaticLearner, StaticSchedule, english_vectors, start_vectors, write_static
    from retrieval.training.tokenizer import indonesian_texts, train_tokenizer
    from retrieval.training.transfer import english_tokenizer, transfer_vectors

    torch.set_num_threads(1)
    schedule = StaticSchedule(dimension=dimension)
    collection = read_collection(data)
    tokenizer = train_tokenizer(indonesian_texts(data, collection), size=vocabulary)
    cloze = cut_cloze(sorted({pair.passage for pair in collection.train}), per_passage=3, seed=schedule.seed)
    examples = Examples([*collection.train, *cloze], mined=len(collection.train), seed=schedule.seed)
    learner = StaticLearner(tokenizer, examples, schedule)
    teacher = SentenceTransformer(str(english), device="cpu").eval()
    pieces = english_tokenizer(english)
    with Progress(console=console) as progress:
        task = progress.add_task("aligning", total=2 * ITERATIONS + learner.steps)
        vectors = english_vectors(teacher, pieces.get_vocab_size())
        moved = transfer_vectors(
            data, indonesian=tokenizer, english=pieces, vectors=vectors, progress=lambda: progress.advance(task)
        )
        start = start_vectors(moved, dimension=dimension, counts=learner.counts)
        trained = learner.learn(start, progress=lambda loss: show(progress, task, loss))
    write_static(tokenizer, trained, out)


@app.command()
def transfer(data: Data, english: English, out: Out, vocabulary: int = 16_000) -> None:
    """Give the English model an Indonesian vocabulary, without a gradient step."""
    from retrieval.training.examples import read_collection
    from retrieval.training.tokenizer import indonesian_texts, train_tokenizer
    from retrieval.training.transfer import transfer as write_transferred

    tokenizer = train_tokenizer(indonesian_texts(data, read_collection(data)), size=vocabulary)
    with Progress(console=console) as progress:
        task = progress.add_task("aligning", total=2 * ITERATIONS)
        write_transferred(data, english=english, tokenizer=tokenizer, out=out, progress=lambda: progress.advance(task))


@app.command()
def contrastive(data: Data, model: Model, out: Out, steps: int = 300, batch: int = 32) -> None:
    """Train a transformer on questions and passages; stopped, it goes on from OUT.checkpoint when run again."""
    import torch
    from sentence_transformers import SentenceTransformer

    from retrieval.training.contrastive import TRAINING_WINDOW, Learner, Schedule
    from retrieval.training.examples import read_collection
    from retrieval.training.negatives import Examples

    torch.set_num_threads(1)
    schedule = replace(Schedule(), steps=steps, batch=batch)
    torch.manual_seed(schedule.seed)
    pairs = read_collection(data).train
    examples = Examples(pairs, mined=len(pairs), seed=schedule.seed)
    learned = SentenceTransformer(str(model), device="cpu").float()
    window, learned.max_seq_length = learned.max_seq_length, TRAINING_WINDOW
    learner = Learner(learned, schedule, out.with_name(out.name + ".checkpoint"))
    with Progress(console=console) as progress:
        task = progress.add_task("learning", total=steps, completed=learner.step)
        for loss in learner.learn(examples):
            show(progress, task, loss)
    learned.max_seq_length = window
    learned.half().save(str(out), create_model_card=False)


if __name__ == "__main__":
    app()
