"""What servers of one protocol differ in: which parts of a request they take. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from retrieval.llm.prompts import Prompt


class Format(IntEnum):
    """How the form of a reply is enforced, the strictest first."""

    SCHEMA = 0
    OBJECT = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a server is asked. Newer hosted models call the limit max_completion_tokens, and take no temperature."""

    format: Format = Format.SCHEMA
    limit: str = "max_tokens"
    has_temperature: bool = True

    def request(self, prompt: Prompt[Any], model: str) -> dict[str, Any]:
        """The body of a request."""
        body: dict[str, Any] = {"model": model, "messages": prompt.messages, self.limit: prompt.most_tokens}
        if self.has_temperature:
            body["temperature"] = 0
        if self.format is Format.SCHEMA:
            schema = {"name": prompt.name.partition(".")[0], "strict": True, "schema": prompt.schema}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format is Format.OBJECT:
            body["response_format"] = {"type": "json_object"}
        return body

    def simpler(self, refusal: str) -> Dialect | None:
        """How else to ask a server that took the request for a wrong one, saying so; None where nothing is left."""
        if "max_completion_tokens" in refusal and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "temperature" in refusal and self.has_temperature:
            return replace(self, has_temperature=False)
        return replace(self, format=Format(self.format + 1)) if self.format is not Format.NONE else None
