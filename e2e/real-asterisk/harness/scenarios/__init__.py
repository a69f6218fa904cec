"""What is played, with real SIP calls, routed by the suite's own decisions."""

from .first import FIRST
from .journeys import JOURNEYS
from .links import LINKS
from .members import MEMBERS
from .routing import ROUTING
from .services import SERVICES

ALL = sorted(FIRST + MEMBERS + JOURNEYS + SERVICES + ROUTING + LINKS, key=lambda scenario: scenario.name)
