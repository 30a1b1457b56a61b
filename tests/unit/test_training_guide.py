"""Guidance of cross-attention: equal pieces first, then stems, in running order."""

from models.training.guide import guide


def test_equal_pieces_are_followed_in_running_order() -> None:
    source = ["<translate>", "▁Jilin", "▁Province", "▁economy", "▁develop", "</s>"]
    assert guide(source, ["▁Jilin", "▁Province", "</s>"])[:2] == [1, 2]


def test_of_two_equal_pieces_the_nearer_one_is_taken() -> None:
    source = ["▁party", "▁a", "▁b", "▁c", "▁d", "▁e", "▁f", "▁party"]
    assert guide(source, ["▁x", "▁x", "▁x", "▁x", "▁x", "▁x", "▁x", "▁party"])[-1] == 7


def test_a_piece_that_continues_the_last_link_wins_over_a_nearer_one() -> None:
    source = ["▁Li", "▁Wei", "▁said", "▁Wei"]
    assert guide(source, ["▁Li", "▁Wei"]) == [0, 1]


def test_forms_of_one_word_are_linked_by_their_stem() -> None:
    assert guide(["▁x", "▁development"], ["▁developed"]) == [1]


def test_marks_and_letters_give_no_signal_of_their_own() -> None:
    assert guide([",", "▁a", "▁of"], ["▁of", ",", "▁a"]) == [-1, -1, -1]


def test_placeholders_and_chinese_pieces_do() -> None:
    assert guide(["N3", "的", "经"], ["经", "N3"]) == [2, 0]
