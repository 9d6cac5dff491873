"""Names, accounts and regions are replaced where they stand for themselves, and nowhere else."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from slipway.authoring.rename import Place, renamed

OLD = Place("dev-us-east-2", "111122223333", "us-east-2")
NEW = Place("lab", "444455556666", "eu-central-1")
OTHERS = ("dev-us-east-2-b", "prod-us-east-1")

CHANGED = {
    "dev-us-east-2": "lab",
    "dev-us-east-2-checkpoints": "lab-checkpoints",
    "dev-us-east-2-checkpoints-111122223333": "lab-checkpoints-444455556666",
    "111122223333": "444455556666",
    "us-east-2": "eu-central-1",
    "us-east-2b": "eu-central-1b",
}
KEPT = (
    "dev-us-east-2-b",
    "dev-us-east-2-b-checkpoints",
    "dev-us-east-21",
    "xdev-us-east-2",
    "my-dev-us-east-2",
    "dev_us-east-2",
    "us-east-2-gateway",
    "us-east-21",
    "us-east-2bc",
    "us-gov-us-east-2",
    "1111222233334",
    "x111122223333",
    "prod-us-east-1",
    "prod-us-east-1-111122223333x",
    "laguna-m",
)
SEPARATORS = ("/", ":", ".", " ", "@", "=", ",")


def values(text: str, old: Place = OLD, new: Place = NEW, others: tuple[str, ...] = OTHERS) -> str:
    """Return a text after the renaming, as the value of a key."""
    file = f"parameters:\n  key: '{text}'\n"
    loaded = yaml.safe_load(renamed(file, "dev.yml", old, new, others))
    return str(loaded["parameters"]["key"])


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*CHANGED, *KEPT]), st.sampled_from(SEPARATORS)), min_size=1, max_size=6),
)
def test_words_change_whole_or_not_at_all(words: list[tuple[str, str]]) -> None:
    text = "".join(word + separator for word, separator in words)
    expected = "".join(CHANGED.get(word, word) + separator for word, separator in words)
    assert values(text) == expected


names = st.from_regex(r"[a-h]{1,6}(-[a-h0-3]{1,6}){0,3}", fullmatch=True)


@settings(deadline=None)
@given(
    names,
    names,
    st.sampled_from(["", "/", "x/", ":", ".", " ", "n", "9", "-", "n-", "_"]),
    st.sampled_from(["", "/", ":x", ".", " ", "-n", "-9", "n", "9", "_"]),
)
def test_a_name_counts_between_separators_and_before_a_dash(old: str, new: str, before: str, after: str) -> None:
    whole = before[-1:] in ("", "/", ":", ".", " ") and after[:1] in ("", "/", ":", ".", " ", "-")
    result = values(
        f"{before}{old}{after}", Place(old, "111122223333", "us-east-2"), Place(new, "111122223333", "us-east-2"), ()
    )
    assert result == f"{before}{new if whole else old}{after}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:iam::111122223333:role/dev-us-east-2-admins", "arn:aws:iam::444455556666:role/lab-admins"),
        ("arn:aws:acm:us-east-2:111122223333:certificate/1", "arn:aws:acm:eu-central-1:444455556666:certificate/1"),
        (
            "s3://dev-us-east-2-checkpoints-111122223333/models/us-east-2/",
            "s3://lab-checkpoints-444455556666/models/eu-central-1/",
        ),
        ("vpce.us-east-2.amazonaws.com", "vpce.eu-central-1.amazonaws.com"),
        ("123456789012.dkr.ecr.us-east-2.amazonaws.com/poolside", None),
        ("arn:aws:iam::123456789012:role/dev-us-east-2-reader", None),
    ],
)
def test_what_names_another_account_stays(text: str, expected: str | None) -> None:
    assert values(text) == (expected or text)


def test_keys_comments_classes_and_the_stage_stay() -> None:
    before = """\
# dev of us-east-2
classes:
  - stage.dev
  - region.us-east-2
  - teams.us-east-2.dev
parameters:
  environment:
    stage: dev
    tags:
      dev: dev  # dev
  list:
    - dev/us-east-2a
    - "dev us-east-2"
  literal: |
    dev in us-east-2
  braces: {dev: [dev, us-east-2]}
"""
    after = """\
# dev of us-east-2
classes:
  - stage.dev
  - region.eu-central-1
  - teams.us-east-2.dev
parameters:
  environment:
    stage: dev
    tags:
      dev: lab  # dev
  list:
    - lab/eu-central-1a
    - "lab eu-central-1"
  literal: |
    lab in eu-central-1
  braces: {dev: [lab, eu-central-1]}
"""
    assert renamed(before, "dev.yml", Place("dev", "111122223333", "us-east-2"), NEW) == after


@settings(deadline=None)
@given(st.sampled_from(["dev-us-east-2", "dev-us-east-2-b", "dev", "x"]))
def test_a_new_name_that_holds_the_old_one_is_not_replaced_again(new: str) -> None:
    assert values("dev-us-east-2/dev-us-east-2-a", OLD, Place(new, "1" * 12, "us-east-2")) == f"{new}/{new}-a"
