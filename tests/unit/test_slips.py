"""Slips of a small model that have one right form are mended when English is set; what is right stays."""

import pytest

from flows.steps.slips import mend_slips

SLIPS = [
    ("On 2023, the county invested 720 million yuan", "In 2023, the county invested 720 million yuan"),
    ("the plant opened on July.", "the plant opened in July."),
    ("On March 2023, the zone set aside funds", "In March 2023, the zone set aside funds"),
    ("In 4:20 a.m. a ship berthed", "At 4:20 a.m. a ship berthed"),
    ("On the spring of 2018, it was founded", "In the spring of 2018, it was founded"),
    ("in February 20, the meeting was held", "on February 20, the meeting was held"),
    ("In May 3, 2021, it opened", "On May 3, 2021, it opened"),
    ("the Specialized Cooperative Cooperative paid dividends", "the Specialized Cooperative paid dividends"),
    ("reached the the goal", "reached the goal"),
    ("In the 18th, the county held a meeting.", "On the 18th, the county held a meeting."),
    ("On October 29 to November 1, the fair was held.", "From October 29 to November 1, the fair was held."),
    ("held on the 3rd to the 5th", "held from the 3rd to the 5th"),
    ("exports were up from 6.8 percent year on year", "exports were up 6.8 percent year on year"),
    ("reach 3 million tons at the port, Driving growth", "reach 3 million tons at the port, driving growth"),
    ("3 million tons, and, Driving growth", "3 million tons, and driving growth"),
    ('called a "chain", Turning it over', 'called a "chain", turning it over'),
]
RIGHT = [
    "on July 3, the plant opened",
    "In May 2021, it opened",
    "on 2,023 hectares of land",
    "it said that that plan was sound",
    "In 2023, output rose",
    "on the spring festival",
    "On October 29, the fair was held.",
    "in the 20th century",
    "up from 6.8 percent to 7.2 percent",
    "at the fair, Building Bridges was shown.",
    "banks, Jilin Bank among them",
    "Beijing, Chongqing and Nanjing",
]


@pytest.mark.parametrize(("slip", "mended"), SLIPS)
def test_a_slip_is_mended(slip: str, mended: str) -> None:
    assert mend_slips(slip) == mended


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_stays(text: str) -> None:
    assert mend_slips(text) == text
