"""Strings that some YAML reader takes for something else, or that break a careless writer."""

from __future__ import annotations

CONTROLS = [
    *("", " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "a\r\nb\n", "a\rb", "\x00", "\x07", "\x1b[0m", "\x7f", "\x85"),
    *(
        "\xa0",
        "\u2028",
        "\u2029",
        "a\u2028b",
        "\ufeff",
        "a\ufeffb",
        "\u200b",
        "\u202e",
        "\ufffe",
        "\U000e0041",
        "a\x85b\nc",
    ),
]
UNICODE = ["é", "日本語", "\u3000", "\U0001f680", "é\nü\n"]
WORDS = """
    y Y n N yes Yes YES no No NO on On ON off OFF true True TRUE tRUE false null Null NULL ~ = << none undefined
    .inf -.inf +.INF .nan .NaN inf NaN Infinity -infinity +inf
"""
NUMBERS = """
    0 00 012 08 0o17 0O17 0x1F 0X1f 0b101 0B1 1_000 _1 1_ +1 -1 + - -- -_ +_ 1.0 1. .5 -.5 1e3 1E3 1e+3 1.5e3 1e e1
    0E_-9 1_e3 0_x1f 1_:30 -_.5 +_1 __1 0b+1 -0o-7
    1.2.3 v1.2.3 1.29 685_230.15 0x1p-2 1e5f0 . .. ._ 12:30 1:30:45 190:20:30.15 12:3x -1:30 2024-01-01 2024-1-1
    2024-01-01T10:00:00Z 2024-01 111122223333 10.0.0.0/16 2001:db8::/32 ::1 0.0.0.0/0 50% 100m 1Gi 1e3Gi
"""
INDICATORS = """
    --- ---- --x -x -1x --1 ? ?x : :x a: a:b # a#b #a , [ ] { } [a] {a} ${issuer} ${a}:b a{b |x >- | > ! !!str &a *a
    %YAML @x `x ' " \\ a\\b 'a' "a" * */* s3:* @ % < <a =a ... .... {"Version":"2012-10-17"} arn:aws:iam::1:role/x
"""
SPACED = [
    *(
        "... x",
        "2024-01-01 10:00:00",
        "--- x",
        "-- x",
        "- x",
        "? x",
        ": x",
        "a: b",
        "a ::b",
        "# x",
        "a #b",
        ", x",
        "a, b",
    ),
    *("{a: b}", "{{ x }}", " a", "a ", " a ", "a  b", "\ta", "a\t", "a\tb", "x" * 300, "word " * 60),
]
LINES = [
    *("a\n", "a\nb", "\na", "\n\na", "a\n\n", "a\nb\n\n\n", "a\n\nb", " a\nb", "a\n b", "a\n  \nb", "a\n\t\nb", "a\n "),
    *("a\n\t", "a \nb ", "a\n\tb", "\ta\nb", "a\n---\nb", "a\n...\nb", "---\na", "# a\nb", "a\n# b", "a: b\nc: d\n"),
    *("- a\n- b", "a\n\n \n", "a\n'b'\n", 'a\n"b"\n', "a\n" * 50),
]
AWKWARD = [*CONTROLS, *UNICODE, *WORDS.split(), *NUMBERS.split(), *INDICATORS.split(), *SPACED, *LINES]
