"""The rules of the inventory as a whole: its files, its classes, its references and how its layers merge."""

from __future__ import annotations

from slipway.findings import Severity
from slipway.rules.facts import RuleFacts

_RECLASS = "https://reclass.pantsfullofunix.net/operations.html"
_KAPITAN_CLASSES = "https://kapitan.dev/pages/inventory/classes/"
_KAPITAN_REFERENCES = "https://kapitan.dev/pages/inventory/parameters_interpolation/"
_RECLASS_RS = "https://github.com/projectsyn/reclass-rs#readme"

CLASS_NOT_FOUND = RuleFacts(
    "INVENTORY-001",
    "A class that is listed exists",
    Severity.ERROR,
    "Without the class the target cannot be rendered, and reclass names only the target.",
    "Correct the name, or add the file.",
    _KAPITAN_CLASSES,
)
CLASS_CYCLE = RuleFacts(
    "INVENTORY-002",
    "Classes do not include each other in a circle",
    Severity.ERROR,
    "reclass-rs follows the circle until the process crashes without a message.",
    "Remove one of the entries; what both classes need belongs in a third one.",
    _RECLASS_RS,
)
CLASS_COMPUTED = RuleFacts(
    "INVENTORY-003",
    "A class name is written out",
    Severity.ERROR,
    "With ${...} in a class name nobody can tell which files a target consists of without rendering it, "
    "and rendering slows down by an order of magnitude.",
    "Write the class name out in the target.",
    _KAPITAN_CLASSES,
)
CLASS_TWICE = RuleFacts(
    "INVENTORY-004",
    "One file defines a class",
    Severity.ERROR,
    "reclass-rs refuses the whole inventory when two files define one class.",
    "Remove or rename one of the files; a/b.yml, a.b.yml and a/b/init.yml all define a.b.",
    _RECLASS_RS,
)
TARGET_TWICE = RuleFacts(
    "INVENTORY-005",
    "One file defines a target",
    Severity.ERROR,
    "Two targets of one name would write into one folder; kapitan stops without a message.",
    "Remove or rename one of the files; folders below targets/ are no part of the name.",
    "https://kapitan.dev/pages/inventory/targets/",
)
TARGET_NAME = RuleFacts(
    "INVENTORY-006",
    "A target's name is a valid namespace",
    Severity.ERROR,
    "The target's name becomes a Kubernetes namespace and the start of every object's name.",
    "Use lower-case letters, digits and dashes, at most 63, with a letter or digit at both ends.",
    "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names",
)
REFERENCE_NOT_FOUND = RuleFacts(
    "INVENTORY-007",
    "A reference leads to a value",
    Severity.ERROR,
    "${section:key} is replaced by the value at that path of the target; without one there is nothing to write.",
    "Correct the path, or set the value.",
    _KAPITAN_REFERENCES,
)
REFERENCE_LOOP = RuleFacts(
    "INVENTORY-008",
    "References do not go in circles",
    Severity.ERROR,
    "A value that refers to itself has no text.",
    "Write one of the values out.",
    _KAPITAN_REFERENCES,
)
REFERENCE_MALFORMED = RuleFacts(
    "INVENTORY-009",
    "A reference is closed and names a path",
    Severity.ERROR,
    "reclass reads ${ as the start of a reference to the matching }.",
    r"Close the reference; write \${ for the characters themselves.",
    _KAPITAN_REFERENCES,
)
LAYERS_CLASH = RuleFacts(
    "INVENTORY-010",
    "Layers of a value have one shape",
    Severity.ERROR,
    "reclass merges mapping with mapping and list with list, and lets text replace text; anything else it refuses.",
    "Give the later layer the shape of the earlier one, or write `~key:` to replace instead of merge.",
    _RECLASS,
)
CONSTANT = RuleFacts(
    "INVENTORY-011",
    "A constant is set once",
    Severity.ERROR,
    "`=key:` declares a value that no later class may change.",
    "Remove the later value, or the `=` before the key.",
    _RECLASS_RS,
)
NOT_RENDERED = RuleFacts(
    "INVENTORY-012",
    "The target renders",
    Severity.ERROR,
    "A target that reclass-rs refuses cannot be compiled.",
    "Correct what the message names.",
    _RECLASS_RS,
)
RECLASS_CONFIGURATION = RuleFacts(
    "INVENTORY-013",
    "The inventory keeps kapitan's defaults",
    Severity.ERROR,
    "reclass-config.yml changes which files make up a target, and with it where every value comes from.",
    "Remove reclass-config.yml.",
    "https://kapitan.dev/pages/inventory/reclass-rs/",
)
UNREADABLE = RuleFacts(
    "INVENTORY-014",
    "Every file of the inventory can be read",
    Severity.ERROR,
    "A file that cannot be opened leaves every target that includes it without its values.",
    "Restore the file, or correct its permissions or the link that leads to it.",
    _KAPITAN_CLASSES,
)

RULES = (
    CLASS_NOT_FOUND,
    CLASS_CYCLE,
    CLASS_COMPUTED,
    CLASS_TWICE,
    TARGET_TWICE,
    TARGET_NAME,
    REFERENCE_NOT_FOUND,
    REFERENCE_LOOP,
    REFERENCE_MALFORMED,
    LAYERS_CLASH,
    CONSTANT,
    NOT_RENDERED,
    RECLASS_CONFIGURATION,
    UNREADABLE,
)
