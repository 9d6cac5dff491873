"""The waves in which Argo CD brings up the hub and an environment.

Within one Application a wave waits for the health of the one before; the last waits for nobody. That is why the
Applications of the environments come last, so that a broken one holds up no other, and why the root Application does,
which would otherwise wait for itself.
https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
"""

SETTINGS, PACKAGES, DEFINITIONS, ENVIRONMENTS = 0, 1, 2, 3
"""Of the root Application: Argo CD's own settings, among them what healthy means; the packages; the definitions that
need them; the environments."""

FOUNDATION, INFRASTRUCTURE, WORKLOADS = -1, 0, 1
"""Of an environment's Application: its namespace, identity and projects; its AWS resources and the registration of its
cluster; what runs in it."""
