"""Environment: every layer of the architecture, as kapitan is given it.

kapitan loads each component it is given anew for every target, so it is given this one. The layers are the components
beside it, each of which can also be given to kapitan by itself.
"""

from slipway.component import environment_component

main = environment_component()
