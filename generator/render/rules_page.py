"""The page that explains every rule: code, severity, what is said, an example, what to do. Made from the rules."""

from collections.abc import Iterator
from itertools import groupby

from generator.diagnostics import Diagnostic, Location, Rule, rules
from generator.entities import Page
from generator.render.markdown import section, words
from generator.render.parts import hub_page
from generator.render.views import Views


def rules_page(views: Views) -> Page:
    """Return the page of rules, family by family; every rule has an anchor of its code: ``#dv101``."""
    labels = views.labels
    families = [
        section(labels[f"rules_{family}"], "\n\n".join(_rule(rule, views) for rule in group), anchor=family.lower())
        for family, group in groupby((rule for _, rule in sorted(rules().items())), key=lambda rule: rule.code[:3])
    ]
    intro = [words(labels["rules_intro"]), words(labels["rules_ignore"])]
    return hub_page("quy-tac-kiem-tra.md", labels["rules_page"], [*intro, *families])


def _rule(rule: Rule, views: Views) -> str:
    severity = views.labels[f"severity_{rule.severity}"]
    head = f"{words(rule.code)} · {words(severity)} {{: #{rule.code.lower()} }}"
    return "\n".join((head, *(f":   {line}" for line in _lines(rule, views))))


def _lines(rule: Rule, views: Views) -> Iterator[str]:
    general = Diagnostic(rule.code, Location(""))  # without values, "…" stands for each
    yield f"**{words(general.message('vi'))}**"
    if rule.example:
        yield f"{words(views.labels['rule_example'])}: {words(rule.example)}."
    yield f"{words(views.labels['rule_advice'])}: {words(general.advice('vi'))}"
