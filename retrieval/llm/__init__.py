"""A large language model where the owner has one, held to the evidence: it proposes, the program verifies.

What other rooms use:

    opening.py      open_model(settings, store) -> Model | None          what the settings say; None where no use is set
    asking.py       Model.ask(prompt, use, seconds) -> str               guarded: deadline, budget, breaker, retries
    prompts.py      Prompt, and how texts are put into one as data
    reading/        what a model reads of an article, each claim verified against its sentences
    choosing.py     which of the answers that articles offer is one; never another
    saying.py       one or two sentences made only of cited facts, or none

    endpoint.py     one exchange over HTTP with any server that speaks OpenAI's protocol
    dialect.py      what a server refuses of a request, and what it is asked instead; pure
    breaker.py      whether a server that failed is left alone; pure
"""
