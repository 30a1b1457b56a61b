"""Chinese sentences to English ones: units, n-best re-ranking, a safer decode, repair, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from flows.steps import headline
from flows.steps.ahead import ahead
from flows.steps.audit import audit_rival, audit_translation, decide, score
from flows.steps.english import join_units, set_sentence, set_unit
from flows.steps.interlinear import gloss
from flows.steps.names import Register
from flows.steps.prompt import Prompt, build_prompt, repeats, restore
from flows.steps.repair import repair
from flows.steps.segment import split_units
from flows.steps.types import Check, Rendering
from models.engine import Decoding, Engine, Hypothesis

STAGE_VERSION = 11
Progress = Callable[[int, int], None]

UNIT = 80  # Chinese characters: training text has almost no longer sentence
# Clause by clause at last, kept only where the audit finds less wrong: on 200 of dev_news chrF 49.7 to 50.0 and figures
# right in 196 to 198, on dev_written 62.6 to 63.0 and 197 to 198; lines without English 5 to 2 of 400.
SAFER_UNITS = (40, 24)
_REPEAT = 1.0  # what a figure that is written twice costs a hypothesis, beside the audit's own weights
_ECHO = 0.06  # what a word that a headline says again costs: more than the rank behind it
_SLICE = 512  # units handed to the engine at once: enough to sort by length, small enough to show progress
_LAST = 128  # the last slices are smaller, as nothing is decoded while the very last one is judged
_COVERAGE = 0.5  # for models that copy: +0.8 chrF on 120 lines each of dev_news and dev_written, BLEU +0.1 and +0.4
# What a safer decode in smaller units often mends: lines with all figures right rose from 97.3 to 99.3 % on 150 of
# dev_news, from 96.5 to 99.0 % on dev_written, at the same BLEU.
_MENDABLE = frozenset({"figures", "names", "terms", "repetition"})
_CLAUSE_ENDS = frozenset("，；：、—,;:。！？”）")
_SAFER: dict[str, Any] = {"repetition_penalty": 1.2, "no_repeat_ngram_size": 3}


@dataclass(frozen=True, slots=True)
class TranslationJob:
    """One Chinese sentence, heading or title, and the names of its document; a headline is read part by part too."""

    zh: str
    register: Register
    headline: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A part of a job as the model reads it; ``whole`` where it is all of it."""

    job: TranslationJob
    prompt: Prompt
    first: bool
    whole: bool

    def set(self, english: str) -> str:
        """The English as it is set: a sentence, or a part of one."""
        return set_sentence(english, self.prompt.zh) if self.whole else set_unit(english, self.prompt.zh, self.first)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A unit's English, and what the audit said of it."""

    zh: str
    english: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class _Race:
    """What a hypothesis has to beat, its rank with the model, and what its repetitions cost."""

    best: float
    rank: int
    repeated: float

    def value(self, scored: float) -> float:
        """The audit's score less what the hypothesis is behind by."""
        return scored - 0.05 * self.rank - self.repeated

    def won(self, scored: float) -> bool:
        """Whether that score makes it the best so far; a lower one never does where a higher one doesn't."""
        return self.value(scored) > self.best


def translate(
    jobs: Sequence[TranslationJob], engine: Engine, beam_size: int = 4, progress: Progress | None = None
) -> list[Rendering]:
    """One rendering per job, in order. Equal sentences of one document are translated once."""
    rows = [headline.parts(job.zh) if job.headline else () for job in jobs]
    parts = [
        TranslationJob(part.zh, job.register, headline=True)
        for job, row in zip(jobs, rows, strict=True)
        for part in row
    ]
    done = _each([*jobs, *parts], engine, beam_size, progress)
    said = iter(done[len(jobs) :])
    return [
        headline.settle(job.zh, rendering, row, [next(said) for _ in row], job.register) if row else rendering
        for job, rendering, row in zip(jobs, done[: len(jobs)], rows, strict=True)
    ]


def _each(jobs: Sequence[TranslationJob], engine: Engine, beam_size: int, progress: Progress | None) -> list[Rendering]:
    unique = list(dict.fromkeys(jobs_key(job) for job in jobs))
    by_key = {jobs_key(job): job for job in jobs}
    todo = [by_key[key] for key in unique]
    coverage = _COVERAGE if engine.spec.copies else 0.0
    usual = Decoding("translate", beam_size=beam_size, num_hypotheses=beam_size, coverage_penalty=coverage)
    first = _decode(todo, engine, usual, progress)
    asked: dict[int, list[str]] = {}
    for limit in SAFER_UNITS:
        again = [i for i, rendering in enumerate(first) if _wants_another(rendering)]
        again = [i for i in again if asked.get(i) != _split(todo[i].zh, limit)]  # the same units would say the same
        second = _decode([todo[i] for i in again], engine, replace(usual, **_SAFER), None, limit) if again else []
        for i, rendering in zip(again, second, strict=True):
            first[i] = max(first[i], rendering, key=_worth)
            asked[i] = _split(todo[i].zh, limit)
    done = {key: _settle(job, rendering) for key, job, rendering in zip(unique, todo, first, strict=True)}
    return [done[jobs_key(job)] for job in jobs]


def _wants_another(rendering: Rendering) -> bool:
    """Whether a safer decode may help: there is no usable English, or a figure or a name of it is wrong."""
    wrong = any(not check.ok and check.name in _MENDABLE for check in rendering.checks)
    return rendering.en is None or wrong or decide(rendering.checks) == "reject"


def jobs_key(job: TranslationJob) -> tuple[str, int]:
    """Two jobs are one when their text and their document's register are the same."""
    return job.zh, id(job.register)


def _worth(rendering: Rendering) -> float:
    return score(rendering.checks) if rendering.en is not None else float("-inf")


def _decode(
    jobs: Sequence[TranslationJob], engine: Engine, decoding: Decoding, progress: Progress | None, limit: int = UNIT
) -> list[Rendering]:
    """Split into units, decode all in slices, choose each unit's best hypothesis, join, and audit the whole."""
    units: list[_Unit] = []
    owner: list[int] = []
    for at, job in enumerate(jobs):
        fitting = _fitting(job, engine, limit)
        for n, prompt in enumerate(fitting):
            units.append(_Unit(job, prompt, n == 0, len(fitting) == 1))
            owner.append(at)
    parts: list[list[_Chosen | None]] = [[] for _ in jobs]
    slices = [[unit.prompt.text for unit in units[low:high]] for low, high in pairwise(_bounds(len(units)))]
    done, made = 0, list[Rendering]()
    for answers in ahead(lambda texts: engine.generate(texts, decoding), slices):
        for i, generation in enumerate(answers, done):
            parts[owner[i]].append(_choose(units[i], generation.hypotheses))
        done += len(answers)
        whole = owner[done] if done < len(units) else len(jobs)  # of these jobs all units are there
        made += [_join(jobs[at], parts[at]) for at in range(len(made), whole)]
        if progress:
            progress(done, len(units))
    return made + [_join(jobs[at], parts[at]) for at in range(len(made), len(jobs))]


def _bounds(count: int) -> list[int]:
    """Where slices of so many units begin and end: whole ones, then half of the rest each time."""
    bounds = [0]
    while bounds[-1] < count:
        left = count - bounds[-1]
        size = _SLICE if left > _SLICE else max(_LAST, left // 2)
        bounds.append(min(count, bounds[-1] + size))
    return bounds


def _fitting(job: TranslationJob, engine: Engine, limit: int) -> list[Prompt]:
    """Units short enough for the engine's window; halved by characters as a last resort, never cut silently."""
    fitting: list[Prompt] = []
    for unit in _split(job.zh, limit):
        prompt = build_prompt(unit, job.register, engine.spec)
        size = engine.count_tokens([prompt.text])[0] if len(unit) > limit // 2 else 0
        if size <= engine.spec.max_input_tokens:
            fitting.append(prompt)
        else:
            half = len(unit) // 2
            fitting += [build_prompt(part, job.register, engine.spec) for part in (unit[:half], unit[half:])]
    return fitting


def _split(zh: str, limit: int) -> list[str]:
    """Units; the smallest are whole clauses where these are not long: a cut through a word loses the word."""
    units: list[str] = []
    for unit in split_units(zh, limit):
        torn = limit == SAFER_UNITS[-1] and bool(units) and units[-1][-1] not in _CLAUSE_ENDS
        if torn and len(units[-1] + unit) <= SAFER_UNITS[0]:
            units[-1] += unit
        else:
            units.append(unit)
    return [unit for unit in units if unit.strip()]


def _choose(unit: _Unit, hypotheses: Sequence[Hypothesis]) -> _Chosen | None:
    """The hypothesis that the audit scores highest; the model's own order breaks ties."""
    best: tuple[float, _Chosen] | None = None
    for rank, hypothesis in enumerate(hypotheses):
        text = restore(unit.prompt, hypothesis.text) if hypothesis.finished else None
        if not text or not text.strip():
            continue
        race = _Race(best[0] if best else float("-inf"), rank, _repetitions(unit.job, hypothesis.text))
        doubts = [check.name for check in best[1].checks if not check.ok and check.name != "empty"] if best else []
        english = unit.set(text)
        checks = audit_rival(unit.prompt.zh, english, unit.job.register, race.won, doubts)
        if checks is not None:
            best = (race.value(score(checks)), _Chosen(unit.prompt.zh, english, checks))
        if best and best[0] >= -0.05 * rank:
            break  # no failed check: a later hypothesis can't be worth more
    return best[1] if best else None


def _repetitions(job: TranslationJob, output: str) -> float:
    """What figures that are written twice cost, and words in a headline."""
    echoes = headline.echoes(output) if job.headline else 0
    return _REPEAT * repeats(output) + _ECHO * echoes


def _join(job: TranslationJob, parts: Sequence[_Chosen | None]) -> Rendering:
    """The sentence of its units; one missing unit leaves the whole untranslated rather than with a hole."""
    if not parts or any(part is None for part in parts):
        return Rendering(
            job.zh, None, "untranslated", checks=(Check("empty", False, "the model gave no usable output"),)
        )
    english = set_sentence(join_units([part.english for part in parts if part]), job.zh)
    first = parts[0]
    audited = first is not None and (first.zh, first.english) == (job.zh, english)
    checks = first.checks if audited and first else audit_translation(job.zh, english, job.register)
    return Rendering(job.zh, english, "ok", checks=checks)


def _settle(job: TranslationJob, rendering: Rendering) -> Rendering:
    """Repair what is certain, then say what the reader gets: ok, review, or no English at all."""
    if rendering.en is None:
        return replace(rendering, gloss=gloss(job.zh, job.register))
    if decide(rendering.checks) != "ok":
        mended = repair(job.zh, rendering.en, job.register, rendering.checks)
        if mended is not None:
            checks = audit_translation(job.zh, mended, job.register)
            if score(checks) >= score(rendering.checks):  # of several names one may be put right
                rendering = Rendering(job.zh, mended, "ok", "repaired", checks)
    verdict = decide(rendering.checks)
    if verdict == "reject":
        return replace(rendering, en=None, state="untranslated", gloss=gloss(job.zh, job.register))
    return replace(rendering, state=verdict)
