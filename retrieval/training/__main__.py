"""Make the embedding models on the public data sets that data/model/README.md lists.

python -m retrieval.training static      --data FOLDER --english FOLDER --out FOLDER              minutes
python -m retrieval.training transfer    --data FOLDER --english FOLDER --out FOLDER              a minute
python -m retrieval.training contrastive --data FOLDER --model FOLDER --out FOLDER [--news]       half an hour
python -m retrieval.training neighbours  --data FOLDER --model FOLDER --out FOLDER                half an hour
python -m retrieval.training mean        --model FOLDER --model FOLDER --out FOLDER [--share ...]  seconds
python -m retrieval.training distil      --data FOLDER --model FOLDER --out FOLDER [--layers 0,5] half an hour

--english is all-MiniLM-L6-v2 as a folder; --model is what an earlier command wrote. Seeds are fixed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from retrieval.training.alignment import ITERATIONS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from retrieval.training.contrastive import Learner
    from retrieval.training.negatives import Batches

NEWS_SEED = 7

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
def static(data: Data, english: English, out: Out, vocabulary: int = 18_000, dimension: int = 128) -> None:
    """Train the static model: transferred word vectors, then questions, passages and BM25's mistakes."""
    import torch
    from sentence_transformers import SentenceTransformer

    from retrieval.training.examples import cut_cloze, read_collection
    from retrieval.training.negatives import Examples
    from retrieval.training.static import StaticLearner, StaticSchedule, english_vectors, start_vectors, write_static
    from retrieval.training.tokenizer import indonesian_texts, region_names, train_tokenizer
    from retrieval.training.transfer import english_tokenizer, transfer_vectors

    torch.set_num_threads(1)
    schedule = StaticSchedule(dimension=dimension)
    collection = read_collection(data)
    tokenizer = train_tokenizer([*indonesian_texts(data, collection), *region_names()], size=vocabulary)
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
def contrastive(data: Data, model: Model, out: Out, steps: int = 300, news: bool = False) -> None:
    """Train a transformer on questions and passages; stopped, it goes on from OUT.checkpoint when run again.

    --news: gently, with as much news as encyclopedia and two hard negatives.
    """
    from retrieval.training.contrastive import Learner, Schedule
    from retrieval.training.examples import balance, read_collection
    from retrieval.training.negatives import Examples

    collection = read_collection(data)
    pairs, mined = balance(collection, seed=NEWS_SEED) if news else (collection.train, len(collection.train))
    gentle = Schedule(steps=steps, negatives=2, body_rate=2e-5, vocabulary_rate=2e-4)
    schedule = gentle if news else Schedule(steps=steps)
    examples = Examples(pairs, mined=mined, seed=schedule.seed)
    run(Learner(open_model(model), schedule, checkpoint_of(out)), examples, out)


@app.command()
def neighbours(data: Data, model: Model, out: Out, steps: int = 260, falling: int = 560, batch: int = 48) -> None:
    """Train on questions whose passages a search still takes for one another; resumes as `contrastive` does.

    --falling: the step at which the rates would be zero. It is never reached: `mean` ends what a fall would.
    """
    from retrieval.training.contrastive import Learner, Schedule, short_window
    from retrieval.training.examples import read_collection, sort_by_kind
    from retrieval.training.neighbours import Neighbours

    schedule = Schedule(
        steps=steps, falling=falling, batch=batch, negatives=0, body_rate=5e-5, vocabulary_rate=5e-4, warm_up=30
    )
    kinds = sort_by_kind(read_collection(data), seed=schedule.seed)
    start = open_model(model)
    with short_window(start):
        examples = Neighbours(kinds, model=start, seed=schedule.seed)
    run(Learner(start, schedule, checkpoint_of(out)), examples, out)


@app.command()
def mean(
    model: Annotated[list[Path], typer.Option(help="Folder; given twice or more.")],
    out: Out,
    share: Annotated[list[float] | None, typer.Option(help="Each model's share, in the same order.")] = None,
) -> None:
    """Average the weights of models that one start led to: what each learned, with less of what each forgot."""
    from retrieval.training.transfer import average_weights, save_half

    shares = share or [1.0] * len(model)
    if len(shares) != len(model):
        raise typer.BadParameter("give as many shares as models")
    models = [open_model(folder) for folder in model]
    average_weights(models, shares)
    save_half(models[0], out)


@app.command()
def distil(data: Data, model: Model, out: Out, steps: int = 300, layers: str = "0,5") -> None:
    """Teach some layers of a trained transformer to answer as all of it does; resumes as `contrastive` does."""
    from retrieval.training.contrastive import Schedule
    from retrieval.training.distillation import Student, drop_layers, prepare
    from retrieval.training.examples import read_collection
    from retrieval.training.negatives import Examples

    pairs = read_collection(data).train
    schedule = Schedule(steps=steps, body_rate=1e-4)
    examples = Examples(pairs, mined=len(pairs), seed=schedule.seed)
    lessons = prepare(open_model(model).eval(), examples)
    small = drop_layers(open_model(model), [int(number) for number in layers.split(",")])
    student = Student(small, schedule, checkpoint_of(out))
    student.lessons = lessons
    run(student, examples, out)


def checkpoint_of(out: Path) -> Path:
    """Where the training of a folder keeps what it needs to go on."""
    return out.with_name(out.name + ".checkpoint")


def open_model(folder: Path) -> SentenceTransformer:
    """A model to be trained on one core, in single precision."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    torch.manual_seed(1)
    return SentenceTransformer(str(folder), device="cpu").float()


def run(learner: Learner, examples: Batches, out: Path) -> None:
    """Take the steps that are left, and save the model in half precision with its own window."""
    from retrieval.training.contrastive import short_window
    from retrieval.training.transfer import save_half

    with short_window(learner.model), Progress(console=console) as progress:
        task = progress.add_task("learning", total=learner.schedule.steps, completed=learner.step)
        for loss in learner.learn(examples):
            show(progress, task, loss)
    save_half(learner.model, out)


if __name__ == "__main__":
    app()
