"""What was found in a frame is found once, and let go with the frame."""

from __future__ import annotations

import gc

import polars as pl

from emn.remembered import remembered


class Asked:
    """A function of a frame that counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0
        self.above = remembered(self._above)

    def _above(self, frame: pl.DataFrame, least: int) -> list[int]:
        self.times += 1
        return frame.filter(pl.col("value") > least)["value"].to_list()


def test_the_same_question_about_one_frame_is_answered_once() -> None:
    asked, frame = Asked(), pl.DataFrame({"value": [1, 2, 3]})

    answers = [asked.above(frame, 1), asked.above(frame, 1), asked.above(frame, 2)]

    assert (answers, asked.times) == ([[2, 3], [2, 3], [3]], 2)


def test_another_frame_has_answers_of_its_own_even_in_the_same_place_in_memory() -> None:
    asked = Asked()

    for number in range(100):
        frame = pl.DataFrame({"value": [number]})
        assert asked.above(frame, -1) == [number]
        del frame
        gc.collect()
