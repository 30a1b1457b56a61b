"""What people decide survives runs, and what they take back is made again."""

from __future__ import annotations

from flows.steps.edits import Edits, Resolution, SentenceEdit, hash_of, of_brief, save
from flows.steps.review import fingerprint
from flows.steps.store import load_brief
from flows.steps.types import Unchanged
from tests.flows.test_run import stages

ENGLISH = "A person wrote this sentence about the project."


def correct(desk, at: str = "p2.1") -> None:
    place = of_brief(load_brief(desk.outputs, "000"))[at]
    edit = SentenceEdit(hash_of(place.zh), ENGLISH, place.part, place.occurrence, at, place.zh, "", "desk")
    save(desk.outputs, "000", Edits(sentences=(edit,)))


def test_a_correction_is_rendered_without_a_model_and_survives(desk):
    desk.fill(2)
    desk.run()
    calls = len(desk.engine.calls)
    correct(desk)
    assert stages(desk.run()) == {"000": {"render": "the rendering or the edits changed"}}
    assert len(desk.engine.calls) == calls
    shown = load_brief(desk.outputs, "000").translation.renderings["p2.1"]
    assert (shown.en, shown.origin) == (ENGLISH, "edited")
    assert len(desk.run().of(Unchanged)) == 2


def test_a_correction_survives_another_model(desk):
    desk.fill(1)
    desk.run()
    correct(desk)
    desk.model = "other"
    desk.run()
    assert load_brief(desk.outputs, "000").translation.renderings["p2.1"].en == ENGLISH


def test_a_correction_taken_back_gives_the_same_bytes_as_before(desk):
    desk.fill(1)
    desk.run()
    before = (desk.outputs / "000" / "brief.json").read_bytes()
    correct(desk)
    desk.run()
    (desk.outputs / "edits" / "000.toml").unlink()
    assert stages(desk.run())["000"]["translate"] == "a correction was withdrawn"
    assert (desk.outputs / "000" / "brief.json").read_bytes() == before


def test_a_settled_point_is_open_no_more(desk):
    desk.fill(1)
    desk.run()
    brief = load_brief(desk.outputs, "000")
    point = brief.review[0]
    save(
        desk.outputs, "000", Edits(resolved=(Resolution(fingerprint(brief, point.at), point.check, "desk", point.at),))
    )
    desk.run()
    settled = [p for p in load_brief(desk.outputs, "000").review if (p.at, p.check) == (point.at, point.check)]
    assert settled and all(p.resolved and p.resolved.startswith("desk ") for p in settled)


def test_a_new_rendering_keeps_what_the_audit_found(desk):
    desk.fill(1)
    desk.run()
    before = load_brief(desk.outputs, "000")
    place = of_brief(before)["p1.1"]
    save(desk.outputs, "000", Edits(sentences=(SentenceEdit(hash_of(place.zh), ENGLISH, place.part, 1, "p1.1"),)))
    desk.run()
    after = load_brief(desk.outputs, "000")
    assert [p for p in after.review if p.at != "p1.1"] == [p for p in before.review if p.at != "p1.1"]
