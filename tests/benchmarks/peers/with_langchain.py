"""LangChain, with hybrid search as its documentation sets it up: BM25 and FAISS in an EnsembleRetriever."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from tests.benchmarks.peers.figures import Reply
from tests.benchmarks.peers.material import PASSAGE, QUERY, read_texts


def build(articles: Path, *, folder: Path, model: str) -> None:
    """Cut, embed and save; BM25 has no file of its own and is made from the saved documents when opened."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = [Document(text, metadata={"article_id": article_id}) for article_id, text in read_texts(articles)]
    FAISS.from_documents(splitter.split_documents(documents), _embeddings(model)).save_local(str(folder / "index"))


def open_search(folder: Path, *, model: str) -> Callable[[str], Reply]:
    """Open the vectors and make the word index."""
    vectors = FAISS.load_local(str(folder / "index"), _embeddings(model), allow_dangerous_deserialization=True)
    documents = [vectors.docstore.search(key) for key in vectors.index_to_docstore_id.values()]
    words = BM25Retriever.from_documents(documents, preprocess_func=split_words)
    retriever = EnsembleRetriever(retrievers=[words, vectors.as_retriever()], weights=[0.5, 0.5])

    def search(question: str) -> Reply:
        found = [document.metadata["article_id"] for document in retriever.invoke(question)]
        return Reply(tuple(dict.fromkeys(found)), refused=not found)

    return search


def split_words(text: str) -> list[str]:
    """Words in small letters; by default they are split at spaces alone, and "Agam," is not "agam"."""
    return re.findall(r"\w+", text.lower())


def _embeddings(model: str) -> HuggingFaceEmbeddings:
    return HuggingFaceEmbeddings(
        model_name=model,
        encode_kwargs={"prompt": PASSAGE, "normalize_embeddings": True},
        query_encode_kwargs={"prompt": QUERY, "normalize_embeddings": True},
    )
