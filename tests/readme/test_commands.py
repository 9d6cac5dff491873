"""How commands are read from a page."""

from __future__ import annotations

from tests.readme.commands import blocks, commands

PAGE = """\
Text with `code`.

```sh
first
# a comment
second \\
  --option
```

1. In a list:

   ```sh
   third 'with ```'
   ```

```text
no command
```

```
no language
```
"""


def test_commands_come_in_the_order_of_the_page() -> None:
    assert commands(PAGE) == ["first", "second    --option", "third 'with ```'"]


def test_blocks_of_other_languages_are_no_commands() -> None:
    assert blocks(PAGE, "text") == ["no command\n"]
    assert blocks(PAGE, "") == ["no language\n"]
