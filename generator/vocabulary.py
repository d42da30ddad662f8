"""A field's allowed values stand in a table: checked when it is read, named in its JSON Schema."""

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Vocabulary:
    """Marks a string whose allowed values stand in a table: checked against ``context[name]`` when one is given."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-vocabulary": self.name}

    def _check(self, value: str, info: ValidationInfo) -> str:
        allowed = (info.context or {}).get(self.name)
        if allowed is not None and value not in allowed:
            raise ValueError(", ".join(allowed))
        return value
