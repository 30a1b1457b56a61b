"""`zhbrief translate`: one English line for each Chinese line."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("translate")(translate)


def translate(
    file: Annotated[str, typer.Argument(help="Chinese text, a sentence a line, or - for standard input.")] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line each: line, zh, en, state, checks.")] = False,
    profile: Annotated[str, typer.Option(help="Whose translator to use.")] = "builtin",
    translator: Annotated[str | None, typer.Option(help="A local model folder instead of the profile's.")] = None,
    glossary: Annotated[str | None, typer.Option(help="A desk's own glossary (TSV).")] = None,
    beam_size: Annotated[int, typer.Option(min=1, max=16, help="Beams to search.")] = 4,
) -> None:
    """Translate Chinese into English, line by line, in order; an empty line gives an empty line.

    A line that no decode renders acceptably prints its names, terms and figures in [brackets].

    Example: echo 全年地区生产总值完成1010亿元。 | zhbrief translate -
    """
    from flows.commands.files import read_argument
    from flows.steps.decode import decode
    from flows.steps.interlinear import gloss
    from flows.steps.lines import as_article, normal_lines
    from flows.steps.names import build_register
    from flows.steps.translate import TranslationJob
    from flows.steps.translate import translate as run
    from flows.workshop import Choice, open_engine_for, open_glossary

    lines = normal_lines(decode(read_argument(file)).text)
    names = build_register(as_article(lines), open_glossary(glossary))
    jobs = [TranslationJob(line, names) for line in lines if line]
    engine = open_engine_for("translator", Choice(profile, translator=translator, glossary=glossary)) if jobs else None
    answers = iter(run(jobs, engine, beam_size) if engine else [])
    for number, line in enumerate(lines, 1):
        answer = next(answers) if line else None
        english = "" if answer is None else answer.en or f"[{gloss(line, names)}]"
        if as_json:
            checks = [{"name": c.name, "why": c.why} for c in answer.checks if not c.ok] if answer else []
            row = {
                "line": number,
                "zh": line,
                "en": english,
                "state": answer.state if answer else "ok",
                "checks": checks,
            }
            english = json.dumps(row, ensure_ascii=False)
        sys.stdout.write(english + "\n")
