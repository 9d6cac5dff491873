"""The rules of a single YAML file of the inventory."""

from __future__ import annotations

from slipway.findings import Severity
from slipway.rules.facts import RuleFacts

_SPECIFICATION = "https://yaml.org/spec/1.2.2/"
_RECLASS = "https://reclass.pantsfullofunix.net/operations.html"
_RECLASS_RS = "https://github.com/projectsyn/reclass-rs#readme"

SYNTAX = RuleFacts(
    "YAML-001",
    "The file is valid YAML",
    Severity.ERROR,
    "Nothing of a file that cannot be parsed reaches a target, and reclass names the target but not the file.",
    "Correct the line; a quote, a colon or a bracket is usually missing just before it.",
    _SPECIFICATION,
)
TAB = RuleFacts(
    "YAML-002",
    "Indentation holds no tab",
    Severity.ERROR,
    "YAML forbids tabs in indentation, because editors show them at different widths.",
    "Indent with spaces.",
    "https://yaml.org/spec/1.2.2/#61-indentation-spaces",
)
DUPLICATE_KEY = RuleFacts(
    "YAML-003",
    "A key stands once in its mapping",
    Severity.ERROR,
    "Most readers keep the last of two equal keys in silence, so half of what was written has no effect.",
    "Remove one of the two, or merge what they hold.",
    "https://yaml.org/spec/1.2.2/#3213-node-comparison",
)
ENCODING = RuleFacts(
    "YAML-004",
    "The file is UTF-8 without control characters",
    Severity.ERROR,
    "YAML is Unicode text; other bytes read differently on every machine.",
    "Save the file as UTF-8 and remove the character.",
    "https://yaml.org/spec/1.2.2/#51-character-set",
)
NOT_A_MAPPING = RuleFacts(
    "YAML-005",
    "A class or target file is a mapping",
    Severity.ERROR,
    "reclass reads the keys classes and parameters of a mapping and nothing else.",
    "Put the content under `parameters:`.",
    _RECLASS,
)
SEVERAL_DOCUMENTS = RuleFacts(
    "YAML-006",
    "A file holds one document",
    Severity.ERROR,
    "reclass reads one document from a file; a second one after `---` has no meaning.",
    "Merge the documents, or move the second one to a file of its own.",
    _RECLASS,
)
UNKNOWN_SECTION = RuleFacts(
    "YAML-007",
    "The top-level keys are reclass's own",
    Severity.ERROR,
    "reclass ignores any other key in silence, so everything below a misspelt `parameters:` is lost.",
    "Correct the spelling, or move the key below `parameters:`.",
    _RECLASS,
)
UNDEFINED_ALIAS = RuleFacts(
    "YAML-008",
    "An alias has its anchor in the same file",
    Severity.ERROR,
    "Anchors end with their file: reclass merges values after parsing, so no anchor reaches from class to class.",
    "Refer to the value by its path instead: `${section:key}`.",
    "https://yaml.org/spec/1.2.2/#71-alias-nodes",
)
ANCHOR = RuleFacts(
    "YAML-009",
    "Values are referred to by path, not by anchor",
    Severity.NOTE,
    "An anchor works within its file only and copies what stands there, not what a later class made of it.",
    "Write `${section:key}`, which follows the merged value.",
    "https://yaml.org/spec/1.2.2/#3222-anchors-and-aliases",
)
BOOLEAN_WORD = RuleFacts(
    "YAML-010",
    "yes, no, on and off are quoted or written as true and false",
    Severity.WARNING,
    "YAML 1.1 readers such as PyYAML and Helm take these words for booleans, reclass-rs takes them for text.",
    "Write true or false for a boolean; put the word in quotes for text.",
    "https://yaml.org/type/bool.html",
)
LEADING_ZERO = RuleFacts(
    "YAML-011",
    "Digits with a leading zero are quoted",
    Severity.WARNING,
    "YAML 1.1 readers take them for an octal number, so that an account id changes; reclass-rs takes them for text.",
    "Put the digits in quotes.",
    "https://yaml.org/type/int.html",
)
TRAILING_ZERO = RuleFacts(
    "YAML-012",
    "A version that looks like a number is quoted",
    Severity.WARNING,
    "Unquoted, 1.30 is the number 1.3.",
    'Put a version in quotes ("1.30"); drop the zero from a number.',
    "https://yaml.org/type/float.html",
)
SEXAGESIMAL = RuleFacts(
    "YAML-013",
    "Digits with colons are quoted",
    Severity.WARNING,
    "YAML 1.1 readers take 12:30 for the number 750, reclass-rs takes it for text.",
    "Put the value in quotes.",
    "https://yaml.org/type/int.html",
)
OTHER_NUMBER = RuleFacts(
    "YAML-014",
    "Numbers are plain decimals",
    Severity.WARNING,
    "1_000, 0o17 and 0b101 are numbers to some YAML readers and text to others.",
    "Write the number in decimals without underscores, or put text in quotes.",
    "https://yaml.org/type/int.html",
)
TAG = RuleFacts(
    "YAML-015",
    "No tag changes the type of a value",
    Severity.ERROR,
    "reclass-rs stops at a tag such as !Ref, and a type that a tag forces is not visible where the value is used.",
    "Remove the tag; quotes make text of a value.",
    _RECLASS_RS,
)
KEY_NOT_TEXT = RuleFacts(
    "YAML-016",
    "A key is text",
    Severity.ERROR,
    "Keys become paths and field names; a list, mapping, boolean or null has no such form.",
    "Write the key as text, in quotes if need be.",
    "https://yaml.org/spec/1.2.2/#nodes",
)
TOO_LARGE = RuleFacts(
    "YAML-017",
    "A number fits 64 bits",
    Severity.ERROR,
    "reclass-rs refuses a larger number.",
    "Put the digits in quotes if they are an identifier.",
    _RECLASS_RS,
)
TOO_DEEP = RuleFacts(
    "YAML-018",
    "Values are nested less than 100 levels deep",
    Severity.ERROR,
    "YAML readers give up on deep nesting, or crash.",
    "Flatten the structure; an alias inside its own anchor nests without end.",
    _RECLASS_RS,
)
SECTION_SHAPE = RuleFacts(
    "YAML-019",
    "classes is a list of names and parameters a mapping",
    Severity.ERROR,
    "reclass refuses any other shape.",
    "Write `classes:` as a list of class names and `parameters:` as a mapping.",
    _RECLASS,
)

RULES = (
    SYNTAX,
    TAB,
    DUPLICATE_KEY,
    ENCODING,
    NOT_A_MAPPING,
    SEVERAL_DOCUMENTS,
    UNKNOWN_SECTION,
    UNDEFINED_ALIAS,
    ANCHOR,
    BOOLEAN_WORD,
    LEADING_ZERO,
    TRAILING_ZERO,
    SEXAGESIMAL,
    OTHER_NUMBER,
    TAG,
    KEY_NOT_TEXT,
    TOO_LARGE,
    TOO_DEEP,
    SECTION_SHAPE,
)
