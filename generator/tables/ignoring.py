"""Complaints that people looked at and let stand, each with its reason."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10)]


class Ignore(BaseModel):
    """One entry of ``ignore.yml``: rule ``code`` is not reported for files that match ``file``.

    ``file`` is a path below the site's root, ``*`` in it stands for anything; ``words`` narrows it to complaints whose
    Vietnamese message holds them. After ``until`` the entry is void and is itself reported.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, StringConstraints(pattern=r"^DV\d{3}$")]
    file: str
    words: str = ""
    reason: Reason
    until: date | None = None
